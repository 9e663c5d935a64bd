using System.Text;
using FedMat.Protocol;
using FedMat.Storage.Agreements;

namespace FedMat.Node.Tests;

public sealed class PolicyReaderTests
{
    [Fact]
    public void Read_AnEmptyObject_IsTheBuiltInPolicy() =>
        Assert.Equal(NodePolicy.BuiltIn, Read("{}") with { File = null, Name = NodePolicy.BuiltIn.Name });

    [Fact]
    public void Read_EveryKey_IsTaken()
    {
        NodePolicy policy = Read(
            """
            {
              // a comment
              "name": "ours", "otherwise": "allow", "askWhen": ["learners"], "properties": ["a"], "learners": ["ridge"], "minimumMembers": 4, "minimumCell": 5,
              "minimumKnownMembers": 6, "vouchesNeeded": 7, "with": ["East"], "neverWith": ["West"], "maximumRounds": 8, "roundsPerDay": 9, "bytesPerDay": 10,
              "hours": [ { "days": ["mon", "sun"], "from": "20:00", "to": "06:00", "timeZone": "UTC" } ], "expires": "2031-02-03", "consentDays": 11,
            }
            """);

        Assert.Equal(("ours", PolicyAnswer.Allow, 4, 5, 6, 7), (policy.Name, policy.Otherwise, policy.MinimumMembers, policy.MinimumCell, policy.MinimumKnownMembers, policy.VouchesNeeded));
        Assert.Equal((8, 9, 10L, 11), (policy.MaximumRounds, policy.RoundsPerDay, policy.BytesPerDay, policy.ConsentDays));
        Assert.Equal(["learners", "a", "ridge", "East", "West"], [.. policy.AskWhen, .. policy.Properties!, .. policy.Learners!, .. policy.With, .. policy.NeverWith]);
        Assert.Equal(new DateTimeOffset(2031, 2, 3, 0, 0, 0, TimeSpan.Zero), policy.Expires);
        Assert.Equal("Sun Mon 20:00-06:00 UTC", policy.Hours.Single().ToString());
    }

    [Theory]
    [InlineData("{\n  \"minimumCel\": 3\n}", "line 2, column 3: 'minimumCel' is no key", "Did you mean 'minimumCell'?")]
    [InlineData("{ \"minimumCell\": 3, \"minimumCell\": 4 }", "line 1, column 21", "given twice")]
    [InlineData("{ \"minimumCell\": 0 }", "line 1, column 18", "from 1 to 100000")]
    [InlineData("{ \"minimumCell\": \"3\" }", "line 1, column 18", "whole number")]
    [InlineData("{ \"otherwise\": \"alow\" }", "line 1, column 16", "\"allow\"")]
    [InlineData("{ \"askWhen\": [\"learner\"] }", "line 1, column 15", "Did you mean 'learners'?")]
    [InlineData("{ \"askWhen\": [\"minimumKnownMembers\"] }", "line 1, column 15", "no rule that 'askWhen' takes")]
    [InlineData("{ \"with\": \"East\" }", "line 1, column 11", "a list")]
    [InlineData("{ \"with\": [\" \"] }", "line 1, column 12", "not blank")]
    [InlineData("{ \"expires\": \"tomorrow\" }", "line 1, column 14", "2027-12-31")]
    [InlineData("{ \"hours\": [{ \"form\": \"20:00\" }] }", "line 1, column 15", "Did you mean 'from'?")]
    [InlineData("{ \"hours\": [{ \"from\": \"25:00\", \"to\": \"06:00\" }] }", "line 1, column 23", "time of day")]
    [InlineData("{ \"hours\": [{ \"from\": \"20:00\" }] }", "line 1, column 13", "'to' is missing")]
    [InlineData("{ \"hours\": [{ \"days\": [\"monday\"], \"from\": \"20:00\", \"to\": \"06:00\" }] }", "line 1, column 24", "sun, mon")]
    [InlineData("{ \"hours\": [{ \"from\": \"20:00\", \"to\": \"06:00\", \"timeZone\": \"Mars\" }] }", "line 1, column 59", "'timeZone'")]
    [InlineData("[]", "line 1, column 1", "an object")]
    [InlineData("{ \"name\": ", "line 1", "no JSON")]
    [InlineData("{} {}", "line 1", "no JSON")]
    [InlineData("", "line 1", "no JSON")]
    public void Read_AMistake_NamesPlaceAndRemedy(string json, string place, string remedy)
    {
        Refusal refusal = Assert.Throws<RefusedException>(() => Read(json)).Refusal;

        Assert.Equal(RefusalCode.PolicyInvalid, refusal.Code);
        Assert.StartsWith("p.json line ", refusal.Detail);
        Assert.Contains(place, refusal.Detail);
        Assert.Contains(remedy, refusal.Detail);
    }

    private static NodePolicy Read(string json) => PolicyReader.Read(Encoding.UTF8.GetBytes(json), "p.json");
}
