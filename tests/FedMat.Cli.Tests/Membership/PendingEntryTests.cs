using FedMat.Cli.Membership;
using FedMat.Crypto;
using FedMat.Materials;
using FedMat.Protocol;
using FedMat.Wire.V1;
using Google.Protobuf;

namespace FedMat.Cli.Tests.Membership;

/// <summary>What waits at the coordinator: it is believed as far as its signatures go.</summary>
public sealed class PendingEntryTests : IDisposable
{
    private readonly SmallConsortium consortium = new();

    public void Dispose() => consortium.Dispose();

    [Fact]
    public void Join_SignedByItsKey_CanBeApprovedAndHasTheStewardsFingerprint()
    {
        JoinRequest request = consortium.Request("new lab");
        PendingEntry entry = Read(Join(request, consortium.OtherKey));
        Assert.Equal((PendingKind.Join, "new lab", request.Fingerprint, (string?)null), (entry.Kind, entry.Name, entry.Fingerprint, entry.Problem));
    }

    [Fact]
    public void Join_SignedByAnotherKey_HasAProblem() => AssertProblem("signature", Join(consortium.Request("new lab"), consortium.LabKey));

    [Fact]
    public void Join_ForAnotherConsortium_HasAProblem()
    {
        using SmallConsortium other = new();
        AssertProblem("another consortium", Join(consortium.Request("new lab") with { Consortium = other.Roster.Consortium }, consortium.OtherKey));
    }

    [Fact]
    public void KeyChange_SignedByTheMembersPresentKey_CanBeApproved()
    {
        PendingEntry entry = Read(KeyChange(consortium.KeyChange(), consortium.LabKey));
        Assert.Equal((PendingKind.KeyChange, "lab", (string?)null), (entry.Kind, entry.Name, entry.Problem));
        Assert.Equal(MemberFingerprint.Of(consortium.Roster.Consortium, "lab", entry.KeyChange!.Key, entry.KeyChange.Pin), entry.Fingerprint);
    }

    [Fact]
    public void KeyChange_SignedByTheNewKey_HasAProblem() => AssertProblem("signature", KeyChange(consortium.KeyChange(), consortium.OtherKey));

    [Fact]
    public void KeyChange_ByAnotherMember_HasAProblem() =>
        AssertProblem("another member", KeyChange(consortium.KeyChange() with { Voucher = consortium.Administrator.Id }, consortium.LabKey));

    [Fact]
    public void Departure_OfAMember_CanBeApproved()
    {
        PendingEntry entry = Read(Departure(consortium.Departure("moving on"), consortium.LabKey));
        Assert.Equal((PendingKind.Departure, "lab", (string?)null), (entry.Kind, entry.Name, entry.Problem));
    }

    [Fact]
    public void Departure_SignedBySomebodyElse_HasAProblem() => AssertProblem("signature", Departure(consortium.Departure(), consortium.OtherKey));

    [Fact]
    public void Departure_OfARevokedMember_HasAProblem()
    {
        Roster revoked = NextRoster.Revoke(consortium.Roster, consortium.Lab.Id, SmallConsortium.Now);
        Assert.Contains("revoked", PendingEntry.Read(Departure(consortium.Departure(), consortium.LabKey), revoked).Problem);
    }

    [Fact]
    public void Item_ThatCannotBeRead_IsRefused() => Assert.Equal(
        RefusalCode.Malformed,
        Assert.Throws<RefusedException>(() => Read(new PendingItem { Id = 3, Join = ByteString.CopyFromUtf8("{}") })).Refusal.Code);

    [Fact]
    public void Find_WhereSomebodyAskedAndIsInvited_TakesWhatIsAsked()
    {
        PendingEntry[] pending = [Read(Invited("new lab")), Read(Join(consortium.Request("new lab"), consortium.OtherKey))];
        Assert.Equal(PendingKind.Join, PendingChoice.Find(pending, "new lab", null).Kind);
    }

    [Fact]
    public void Find_OfAnotherName_NamesThoseThatWait() => Assert.Contains(
        "new lab", Assert.Throws<InputException>(() => PendingChoice.Find([Read(Invited("new lab"))], "lab", null)).Message);

    [Fact]
    public void Find_OfSeveralAboutOneName_AsksForTheItem()
    {
        PendingEntry[] pending = [Read(KeyChange(consortium.KeyChange(), consortium.LabKey)), Read(Departure(consortium.Departure(), consortium.LabKey, 8))];
        Assert.Contains("--item", Assert.Throws<InputException>(() => PendingChoice.Find(pending, "lab", null)).Message);
        Assert.Equal(PendingKind.Departure, PendingChoice.Find(pending, "lab", 8).Kind);
    }

    [Fact]
    public void Approval_OfAnInvitation_IsTooEarly() =>
        Assert.Throws<InputException>(() => PendingChoice.RequireApprovable(Read(Invited("new lab"))));

    [Fact]
    public void Approval_OfAnEntryWithAProblem_IsRefused() => Assert.Contains(
        "signature", Assert.Throws<InputException>(() => PendingChoice.RequireApprovable(Read(Join(consortium.Request("new lab"), consortium.LabKey)))).Message);

    [Fact]
    public void Fingerprint_WithOtherLettersAndBlanks_IsTheSame()
    {
        PendingEntry entry = Read(Join(consortium.Request("new lab"), consortium.OtherKey));
        PendingChoice.RequireSame(entry, entry.Fingerprint!.ToUpperInvariant().Replace('-', ' '));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0000-0000-0000-0000-0000-0000")]
    public void Fingerprint_ThatDiffers_SaysThatSomebodyElseMayHaveAsked(string heard)
    {
        PendingEntry entry = Read(Join(consortium.Request("new lab"), consortium.OtherKey));
        Assert.Contains("Somebody else", Assert.Throws<RefusedException>(() => PendingChoice.RequireSame(entry, heard)).Message);
    }

    private static PendingItem Invited(string name) =>
        new() { Id = 1, Invited = new InvitedItem { Member = name, ExpiresUnixMs = SmallConsortium.Now.ToUnixTimeMilliseconds() } };

    private static PendingItem Join(JoinRequest request, SigningKey key) => new() { Id = 2, Join = Bytes(request, key) };

    private static PendingItem KeyChange(Vouch vouch, SigningKey key) => new() { Id = 3, KeyChange = Bytes(vouch, key) };

    private static PendingItem Departure(Departure departure, SigningKey key, long id = 4) => new() { Id = id, Departure = Bytes(departure, key) };

    private static ByteString Bytes<T>(T document, SigningKey key)
        where T : class, IDocument => ByteString.CopyFrom(Signed<T>.Sign(document, key).ToJson());

    private PendingEntry Read(PendingItem item) => PendingEntry.Read(item, consortium.Roster);

    private void AssertProblem(string problem, PendingItem item) => Assert.Contains(problem, Read(item).Problem);
}
