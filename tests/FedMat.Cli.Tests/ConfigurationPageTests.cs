using FedMat.Cli.Pages;
using FedMat.Coordinator;
using FedMat.Node;
using FedMat.Storage;

namespace FedMat.Cli.Tests;

/// <summary>docs/configuration.md says what the code does.</summary>
public sealed class ConfigurationPageTests
{
    [Fact]
    public void Page_IsWhatTheCodeDeclares()
    {
        string page = File.ReadAllText(Checkout.File("docs/configuration.md"));
        Assert.True(page == ConfigurationPage.Create(), "docs/configuration.md is not what the code declares; write it anew: ./fedmat docs configuration > docs/configuration.md");
    }

    [Fact]
    public void Settings_AreDeclaredOnceWithAMeaning()
    {
        foreach (IReadOnlyList<DeclaredSetting> settings in new[] { NodeOptions.Settings, CoordinatorOptions.Settings })
        {
            Assert.Equal(settings.Count, settings.Select(setting => setting.Key).Distinct().Count());
            Assert.All(settings, setting => Assert.EndsWith(".", setting.Meaning, StringComparison.Ordinal));
        }
    }
}
