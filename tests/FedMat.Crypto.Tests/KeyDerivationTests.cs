namespace FedMat.Crypto.Tests;

public sealed class KeyDerivationTests
{
    private static readonly byte[] Short = [.. Enumerable.Repeat((byte)0x0b, 22)];

    [Fact] // RFC 5869, A.1
    public void Derive_BasicCaseOfRfc5869_GivesItsKey() => Assert.Equal(
        Convert.FromHexString("3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"),
        KeyDerivation.Derive(Short, Run(0x00, 13), Run(0xf0, 10), 42));

    [Fact] // RFC 5869, A.2
    public void Derive_LongInputsOfRfc5869_GiveTheirKey() => Assert.Equal(
        Convert.FromHexString(
            "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e09"
            + "da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87"),
        KeyDerivation.Derive(Run(0x00, 80), Run(0x60, 80), Run(0xb0, 80), 82));

    [Fact] // RFC 5869, A.3
    public void Derive_NoSaltAndInfoOfRfc5869_GivesItsKey() => Assert.Equal(
        Convert.FromHexString("8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8"),
        KeyDerivation.Derive(Short, [], [], 42));

    [Fact]
    public void Derive_OfASecret_IsTheHeadOfTheLongerKey() => Assert.Equal(
        KeyDerivation.Derive(Run(1, 32), [2], [3], 42)[..KeyDerivation.Size], KeyDerivation.Derive(Run(1, 32), [2], [3]));

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    public void Derive_SecretOfAnotherLength_ThrowsArgumentException(int length) =>
        Assert.Throws<ArgumentException>(() => KeyDerivation.Derive(new byte[length], [], []));

    private static byte[] Run(int first, int count) => [.. Enumerable.Range(first, count).Select(i => (byte)i)];
}
