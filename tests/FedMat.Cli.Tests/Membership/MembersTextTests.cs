using FedMat.Cli.Membership;
using FedMat.Protocol;
using FedMat.Wire.V1;
using Google.Protobuf;

namespace FedMat.Cli.Tests.Membership;

/// <summary>What an administrator sees of the roster.</summary>
public sealed class MembersTextTests : IDisposable
{
    private readonly SmallConsortium consortium = new();

    public void Dispose() => consortium.Dispose();

    [Fact]
    public void Member_IsShownWithTheFingerprintThatStewardsCompare() =>
        Assert.Contains(Lines([]), line => line.Contains("lab") && line.Contains(MemberFingerprint.Of(consortium.Roster.Consortium, consortium.Lab)) && line.EndsWith("active", StringComparison.Ordinal));

    [Fact]
    public void Member_ThatIsRevoked_IsShownAsThat() => Assert.Contains(
        MembersText.Lines(NextRoster.Revoke(consortium.Roster, consortium.Lab.Id, SmallConsortium.Now), [], SmallConsortium.Now),
        line => line.EndsWith("revoked 2026-11-21", StringComparison.Ordinal));

    [Fact]
    public void Member_AfterItsEnd_IsShownAsExpired() => Assert.Contains(
        MembersText.Lines(consortium.Roster, [], SmallConsortium.Now.AddDays(100)), line => line.EndsWith("expired", StringComparison.Ordinal));

    [Fact]
    public void Departure_IsShownWithItsReasonButWithoutControlCharacters()
    {
        ByteString departure = ByteString.CopyFrom(Signed<Departure>.Sign(consortium.Departure("moving\u001b[2Jon"), consortium.LabKey).ToJson());
        PendingEntry entry = PendingEntry.Read(new PendingItem { Id = 7, Departure = departure }, consortium.Roster);
        Assert.Contains(Lines([entry]), line => line.Contains("leaves: moving [2Jon"));
    }

    [Theory]
    [InlineData(70, null)]
    [InlineData(71, "ends")]
    [InlineData(100, "has ended")]
    public void Warning_ComesThirtyDaysBeforeTheRosterEnds(int days, string? warning)
    {
        string? text = MembersText.Warning(consortium.Roster, SmallConsortium.Now.AddDays(days));
        Assert.Equal(warning is null, text is null);
        Assert.Contains(warning ?? "", text ?? "");
    }

    private IEnumerable<string> Lines(IReadOnlyList<PendingEntry> pending) => MembersText.Lines(consortium.Roster, pending, SmallConsortium.Now);
}
