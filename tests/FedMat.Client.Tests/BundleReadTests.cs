using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Client.Tests;

/// <summary>A bundle as bytes from a stranger: read whole and checked, or refused; never half.</summary>
public sealed class BundleReadTests : IDisposable
{
    private readonly Consortium consortium = new();

    public void Dispose() => consortium.Dispose();

    [Fact]
    public void Bundle_AsPublished_GivesItsManifestAndFiles()
    {
        Bundle bundle = Read(consortium.Bundle());
        Assert.Equal(consortium.Manifest.Id, bundle.Manifest.Content.Id);
        Assert.All(consortium.Files, file => Assert.Equal(file.Value, bundle.File(file.Key).ToArray()));
    }

    [Fact]
    public void Bundle_CutAtAnyLength_IsRefusedAsTruncated()
    {
        byte[] bytes = consortium.Bundle();
        foreach (int length in Enumerable.Range(0, bytes.Length).Where(length => length % 13 == 0 || length > bytes.Length - 100))
            Assert.Equal(RefusalCode.BundleTruncated, Refused(bytes[..length]).Code);
    }

    /// <summary>What a flipped bit does not spoil (a time stamp in the zip) must not change the release either.</summary>
    [Fact]
    public void Bundle_WithAnyByteChanged_IsRefusedOrStillTheSameRelease()
    {
        byte[] bytes = consortium.Bundle();
        ReleaseId id = consortium.Manifest.Id;
        int refused = 0;
        for (int at = 0; at < bytes.Length; at++)
        {
            byte[] changed = [.. bytes];
            changed[at] ^= (byte)(1 << (at % 8));
            try
            {
                VerifiedRelease release = Read(changed).Verify(consortium.Root);
                Assert.Equal((id, consortium.State.Hash, consortium.Plan.Content.Id), (release.Manifest.Id, release.State.Hash, release.Plan.Id));
            }
            catch (RefusedException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, bytes.Length * 3 / 4, bytes.Length);
    }

    [Theory]
    [InlineData("")]
    [InlineData("this is a text file")]
    [InlineData("{\"content\":{}}")]
    public void Bundle_ThatIsNoZip_IsRefusedAsTruncated(string text) =>
        Assert.Equal(RefusalCode.BundleTruncated, Refused(System.Text.Encoding.UTF8.GetBytes(text)).Code);

    [Fact]
    public void Bundle_WithoutManifest_IsRefusedByName()
    {
        Refusal refusal = Refused(Consortium.Zip([(BundleLayout.State, [1])]));
        Assert.Equal(RefusalCode.BundleTruncated, refusal.Code);
        Assert.Contains("manifest.json", refusal.Detail);
    }

    [Fact]
    public void Bundle_LackingAFileOfItsManifest_IsRefusedByName()
    {
        Signed<ReleaseManifest> manifest = consortium.Sign(consortium.Manifest);
        consortium.Files.Remove(BundleLayout.Card);
        Assert.Contains("card.md", Refused(consortium.Bundle(manifest)).Detail);
    }

    [Fact]
    public void Bundle_WithASwappedFile_IsRefusedAsAltered()
    {
        Signed<ReleaseManifest> manifest = consortium.Sign(consortium.Manifest);
        consortium.Files[BundleLayout.Card] = "# B card"u8.ToArray();
        Refusal refusal = Refused(consortium.Bundle(manifest));
        Assert.Equal(RefusalCode.BundleAltered, refusal.Code);
        Assert.Contains("card.md", refusal.Detail);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    [InlineData(64 << 20)]
    public void Bundle_WithAnEntryOfAnotherLengthThanItsManifestSays_IsRefusedAsAltered(int difference)
    {
        Signed<ReleaseManifest> manifest = consortium.Sign(consortium.Manifest);
        consortium.Files[BundleLayout.Card] = new byte[consortium.Files[BundleLayout.Card].Length + difference];
        Assert.Equal(RefusalCode.BundleAltered, Refused(consortium.Bundle(manifest)).Code);
    }

    [Fact]
    public void Bundle_ThatClaimsToUnpackToFarTooMuch_IsRefusedBeforeItIsUnpacked()
    {
        ReleaseManifest manifest = consortium.Manifest;
        ReleaseFile huge = new(BundleLayout.Weights, long.MaxValue, Digest.Of([]));
        Refusal refusal = Refused(consortium.Bundle(consortium.Sign(manifest with { Files = [.. manifest.Files, huge, huge with { Name = "b" }] })));
        Assert.Equal(RefusalCode.BundleTruncated, refusal.Code);
        Assert.Contains("GiB", refusal.Detail);
    }

    [Theory]
    [InlineData("../state.bin")]
    [InlineData("/etc/passwd")]
    [InlineData("folder/state.bin")]
    [InlineData("..")]
    [InlineData(".hidden")]
    [InlineData("a\\b")]
    public void Manifest_NamingAPath_IsRefused(string name)
    {
        consortium.Files[name] = [1, 2, 3];
        Assert.Equal(RefusalCode.BundleTruncated, Refused(consortium.Bundle()).Code);
    }

    [Fact]
    public void Bundle_WithAnEntryThatNobodyNames_IsReadWithoutIt()
    {
        Signed<ReleaseManifest> manifest = consortium.Sign(consortium.Manifest);
        consortium.Files["../../etc/cron.d/own"] = "* * * * * root true"u8.ToArray();
        Bundle bundle = Read(consortium.Bundle(manifest));
        bundle.Verify(consortium.Root);
        Assert.Throws<RefusedException>(() => bundle.File("../../etc/cron.d/own"));
    }

    private static Bundle Read(byte[] bytes) => Bundle.Read(new MemoryStream(bytes));

    private static Refusal Refused(byte[] bytes) => Assert.Throws<RefusedException>(() => Read(bytes)).Refusal;
}
