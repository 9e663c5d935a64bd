using FedMat.Protocol;

namespace FedMat.House.Tests;

/// <summary>Every refusal has its page.</summary>
public sealed class ErrorPageTests
{
    public static TheoryData<RefusalCode> Codes => [.. Enum.GetValues<RefusalCode>()];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Page_SaysWhatHappenedAndWhatToDo(RefusalCode code)
    {
        string text = File.ReadAllText(Path.Combine(House.Root, "docs", "errors", $"{new Refusal(code, "").Number}.md"));
        Assert.StartsWith($"# {new Refusal(code, "").Number} {code}", text);
        Assert.Contains("## What happened", text);
        Assert.Contains("## What to do", text);
    }

    [Fact]
    public void Pages_AreOfKnownCodesOnly()
    {
        IEnumerable<string> known = Enum.GetValues<RefusalCode>().Select(code => new Refusal(code, "").Number);
        IEnumerable<string?> pages = House.Files("docs/errors", "FM*.md").Select(Path.GetFileNameWithoutExtension);
        Assert.Empty(pages.Except(known));
    }
}
