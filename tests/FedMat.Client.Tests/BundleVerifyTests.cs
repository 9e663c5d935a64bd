using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Client.Tests;

/// <summary>The chain of signatures from the root key down; every link that does not hold is named.</summary>
public sealed class BundleVerifyTests : IDisposable
{
    private readonly Consortium consortium = new();
    private readonly Consortium other = new();

    public void Dispose()
    {
        consortium.Dispose();
        other.Dispose();
    }

    [Fact]
    public void Release_AsPublished_Verifies()
    {
        VerifiedRelease release = Read(consortium.Bundle()).Verify(consortium.Root);
        Assert.Equal(consortium.Manifest.Id, release.Manifest.Id);
        Assert.Equal(consortium.Plan.Content.Id, release.Plan.Id);
        Assert.Equal(consortium.State.Hash, release.State.Hash);
    }

    [Fact]
    public void Release_UnderAnotherRoot_IsRefused() => Refused(consortium.Bundle(), other.Root, "root key");

    [Fact]
    public void Roster_OfAnotherConsortium_IsRefused()
    {
        consortium.Files[BundleLayout.Roster] = other.Roster.ToJson();
        Refused(consortium.Bundle(), "root key");
    }

    /// <summary>The right root is named in it, but somebody else signed.</summary>
    [Fact]
    public void Roster_SignedBySomebodyElse_IsRefused()
    {
        consortium.Files[BundleLayout.Roster] = other.Sign(consortium.Roster.Content).ToJson();
        Refused(consortium.Bundle(), "root key");
    }

    [Fact]
    public void Roster_OfASuccessorOfTheRoot_Verifies()
    {
        using SigningKey successor = SigningKey.Create();
        consortium.Files[BundleLayout.Roster] = consortium.HandOver(successor).ToJson();
        Assert.Equal(successor.Public, Read(consortium.Bundle()).Verify(consortium.Root).Roster.Root);
    }

    [Fact]
    public void Roster_OfASuccessor_IsRefusedWhereAnotherRootIsTrusted()
    {
        using SigningKey successor = SigningKey.Create();
        consortium.Files[BundleLayout.Roster] = consortium.HandOver(successor).ToJson();
        Refused(consortium.Bundle(), other.Root, "handed over");
    }

    [Fact]
    public void Roster_WithAHandoverThatTheRootDidNotSign_IsRefused()
    {
        using SigningKey successor = SigningKey.Create();
        consortium.Files[BundleLayout.Roster] = consortium.HandOver(successor, other).ToJson();
        Assert.Contains("handovers", Assert.Throws<RefusedException>(() => Read(consortium.Bundle()).Verify(consortium.Root)).Message);
    }

    [Fact]
    public void Manifest_OfAnotherCoordinator_IsRefused() =>
        Refused(consortium.Bundle(other.Sign(consortium.Manifest)), "not signed by the coordinator");

    [Fact]
    public void Manifest_ForAnotherRosterNumber_IsRefused() =>
        Refused(consortium.Bundle(consortium.Sign(consortium.Manifest with { Roster = 2 })), "another roster");

    [Fact]
    public void Manifest_ForAnotherConsortium_IsRefused() =>
        Refused(consortium.Bundle(consortium.Sign(consortium.Manifest with { Consortium = other.Roster.Content.Consortium })), "another roster");

    [Fact]
    public void Plan_Swapped_IsRefused()
    {
        consortium.Files[BundleLayout.Plan] = consortium.Sign(consortium.Plan.Content with { Seed = 8 }).ToJson();
        Refused(consortium.Bundle(), "plan");
    }

    [Fact]
    public void Plan_SignedBySomebodyElse_IsRefused()
    {
        consortium.Files[BundleLayout.Plan] = other.Sign(consortium.Plan.Content).ToJson();
        Refused(consortium.Bundle(), "not signed by an administrator");
    }

    [Fact]
    public void Plan_ProposedByANode_IsRefused()
    {
        Plan plan = consortium.Plan.Content with { Proposer = consortium.Plan.Content.Members[0] };
        consortium.Files[BundleLayout.Plan] = consortium.Sign(plan).ToJson();
        Refused(consortium.Bundle(consortium.Sign(consortium.Manifest with { Study = plan.Id })), "not signed by an administrator");
    }

    [Fact]
    public void State_Swapped_IsRefused()
    {
        consortium.Files[BundleLayout.State][^1] ^= 1;
        Refused(consortium.Bundle(), "model state");
    }

    [Theory]
    [InlineData(BundleLayout.Roster)]
    [InlineData(BundleLayout.Plan)]
    [InlineData(BundleLayout.State)]
    public void Bundle_WhoseManifestDoesNotNameADocument_IsRefused(string name)
    {
        consortium.Files.Remove(name);
        RefusedException refused = Assert.Throws<RefusedException>(() => Read(consortium.Bundle()).Verify(consortium.Root));
        Assert.Equal(RefusalCode.BundleTruncated, refused.Refusal.Code);
        Assert.Contains(name, refused.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("{\"content\":null,\"signature\":\"\"}")]
    public void Document_ThatCannotBeRead_IsRefused(string json)
    {
        consortium.Files[BundleLayout.Roster] = System.Text.Encoding.UTF8.GetBytes(json);
        RefusedException refused = Assert.Throws<RefusedException>(() => Read(consortium.Bundle()).Verify(consortium.Root));
        Assert.Equal(RefusalCode.BundleTruncated, refused.Refusal.Code);
    }

    private void Refused(byte[] bundle, string problem) => Refused(bundle, consortium.Root, problem);

    private static void Refused(byte[] bundle, VerifyingKey root, string problem)
    {
        RefusedException refused = Assert.Throws<RefusedException>(() => Read(bundle).Verify(root));
        Assert.Equal(RefusalCode.BundleNotSigned, refused.Refusal.Code);
        Assert.Contains(problem, refused.Message);
    }

    private static Bundle Read(byte[] bytes) => Bundle.Read(new MemoryStream(bytes));
}
