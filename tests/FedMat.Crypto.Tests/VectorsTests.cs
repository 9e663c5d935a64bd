namespace FedMat.Crypto.Tests;

public sealed class VectorsTests
{
    [Fact]
    public void KeyDerivation_VersionOne_GivesTheKnownKeys() =>
        Assert.All(Vectors.One.KeyDerivation, v => Assert.Equal(v.Key, KeyDerivation.Derive(v.Secret, v.Salt, v.Info)));

    [Fact]
    public void Agreement_VersionOne_GivesTheKnownKeys() => Assert.All(Vectors.One.Agreement, v =>
    {
        using AgreementKey key = AgreementKey.FromSecret(v.Secret);
        Assert.Equal(v.Public, key.Public.ToArray());
        Assert.Equal(v.Key, key.Derive(AgreementPublicKey.FromBytes(v.Other), v.Salt, v.Info));
    });

    [Fact]
    public void SealedBox_VersionOne_GivesTheKnownBytes() =>
        Assert.All(Vectors.One.SealedBox, v => Assert.Equal(v.Sealed, SealedBox.Seal(v.Key, v.Plaintext, v.Associated)));

    [Fact]
    public void MaskStream_VersionOne_GivesTheKnownSums() => Assert.All(Vectors.One.MaskStream, v =>
    {
        byte[] vector = [.. v.Vector];
        MaskStream.Add(vector, v.Offset, v.WordBits, [.. v.Terms.Select(term => new MaskTerm(term.Key, term.Subtract))]);
        Assert.Equal(v.Sum, vector);
    });

    [Fact]
    public void SecretSharing_VersionOne_GivesTheKnownShares() => Assert.All(Vectors.One.SecretSharing, v =>
        Assert.Equal(v.Shares.SelectMany(share => share), SecretSharing.Split(v.Secret, v.CoefficientKey, v.Threshold, v.Holders)));

    [Fact]
    public void ShareRecovery_VersionOne_GivesTheSecretsBack() => Assert.All(Vectors.One.SecretSharing, v =>
    {
        ReadOnlyMemory<byte>[] shares = [.. v.RecoverFrom.Select(position => v.Shares[position])];
        Assert.Equal(v.Secret, new ShareRecovery(v.RecoverFrom).Recover(shares));
    });

    [Fact]
    public void MerkleTree_VersionOne_GivesTheKnownRootsAndPaths() => Assert.All(Vectors.One.MerkleTree, v =>
    {
        Assert.Equal(v.Root, MerkleTree.Root(v.Leaves));
        Assert.Equal(v.Paths, MerkleTree.Paths(v.Leaves));
    });
}
