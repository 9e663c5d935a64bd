using FedMat.Crypto;

namespace FedMat.Protocol.Tests;

public sealed class ReleaseTests
{
    [Theory]
    [InlineData("../x")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData(".hidden")]
    [InlineData("")]
    public void Validate_NameThatLeadsOut_IsRefused(string name) =>
        Assert.Throws<FormatException>(Manifest(new ReleaseFile(name, 1, default)).Validate);

    [Fact]
    public void Validate_FileNamedTwice_IsRefused() =>
        Assert.Throws<FormatException>(Manifest(new ReleaseFile("a", 1, default), new ReleaseFile("A", 1, default)).Validate);

    [Fact]
    public void Manifest_ThroughJson_KeepsItsIdAndSignature()
    {
        using SigningKey key = SigningKey.Create();
        Signed<ReleaseManifest> signed = Signed<ReleaseManifest>.Sign(Manifest(new ReleaseFile("state.bin", 3, Digest.Of("abc"u8))), key);
        Signed<ReleaseManifest> read = Signed<ReleaseManifest>.Parse(signed.ToIndentedJson());
        Assert.Equal(signed.Content.Id, read.Content.Id);
        Assert.True(read.IsSignedBy(key.Public));
    }

    private static ReleaseManifest Manifest(params ReleaseFile[] files) =>
        new(1, "band gaps", default, default, 1, default, 3, 3, "band_gap_eV", "eV", Examples.Noon, files);
}
