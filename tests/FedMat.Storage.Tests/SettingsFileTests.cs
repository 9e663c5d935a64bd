using FedMat.Protocol;

namespace FedMat.Storage.Tests;

public sealed class SettingsFileTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("fedmat-settings-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Read_CommentsAndAllKinds_AreRead()
    {
        SettingsFile settings = Read("{ // where\n \"folder\": \"state\", \"threads\": 3, \"device\": \"cuda\", }");
        Assert.Equal(Path.Combine(folder.FullName, "state"), settings.File("folder"));
        Assert.Equal(3, settings.Number("threads", 1, 1, 8));
        Assert.Equal(DayOfWeek.Monday, settings.Choice("day", DayOfWeek.Monday));
        Assert.Null(settings.OptionalText("name"));
    }

    [Fact]
    public void Read_MissingFile_NamesThePath()
    {
        Refusal refusal = Refused(() => SettingsFile.Read(Path.Combine(folder.FullName, "none.json"), "name"));
        Assert.Equal(RefusalCode.FileUnreadable, refusal.Code);
        Assert.Contains("none.json", refusal.Detail);
    }

    [Theory]
    [InlineData("{\n\"nane\": \"x\" }", "line 2: 'nane' is no setting; did you mean 'name'?")]
    [InlineData("{ \"somethingElse\": 1 }", "line 1: 'somethingElse' is no setting; known are name, folder")]
    public void Read_UnknownKey_NamesLineAndNearest(string json, string expected)
    {
        Refusal refusal = Refused(() => Read(json));
        Assert.Equal(RefusalCode.SettingUnknown, refusal.Code);
        Assert.Contains(expected, refusal.Detail);
    }

    [Theory]
    [InlineData("{\n \"name\": }", "line 2")]
    [InlineData("[1]", "line 1")]
    [InlineData("", "line 1")]
    [InlineData("{} {}", "line 1")]
    [InlineData("{ \"name\": \"a\",\n \"name\": \"b\" }", "line 2: 'name' is given twice")]
    public void Read_NotAnObjectOfSettings_NamesThePlace(string json, string expected)
    {
        Refusal refusal = Refused(() => Read(json));
        Assert.Equal(RefusalCode.SettingInvalid, refusal.Code);
        Assert.Contains(expected, refusal.Detail);
    }

    [Fact]
    public void Text_Missing_SaysSo()
    {
        Refusal refusal = Refused(() => Read("{}").Text("name"));
        Assert.Equal(RefusalCode.SettingMissing, refusal.Code);
        Assert.Contains("'name'", refusal.Detail);
    }

    [Theory]
    [InlineData("{ \"threads\": 9 }")]
    [InlineData("{ \"threads\": \"3\" }")]
    [InlineData("{ \"threads\": 1.5 }")]
    public void Number_OutsideItsRange_NamesTheRule(string json)
    {
        Refusal refusal = Refused(() => Read(json).Number("threads", 1, 1, 8));
        Assert.Equal(RefusalCode.SettingInvalid, refusal.Code);
        Assert.Contains("line 1: 'threads' is a whole number from 1 to 8", refusal.Detail);
    }

    [Fact]
    public void Choice_NoneOfThem_ListsThem()
    {
        Refusal refusal = Refused(() => Read("{ \"day\": \"someday\" }").Choice("day", DayOfWeek.Monday));
        Assert.Contains("'day' is one of sunday, monday", refusal.Detail);
    }

    private SettingsFile Read(string json)
    {
        string path = Path.Combine(folder.FullName, "node.json");
        File.WriteAllText(path, json);
        return SettingsFile.Read(path, "name", "folder", "threads", "device", "day");
    }

    private static Refusal Refused(Func<object> act) => Assert.Throws<RefusedException>(act).Refusal;
}
