using System.Text;
using NSec.Cryptography;

namespace NSec.StandIn.Tests;

public sealed class Argon2idTests
{
    // RFC 9106's own vector has four lanes, which libsodium does not offer; these are the reference program's:
    // argon2 SALT -id -v 13 -p 1 -t PASSES -k MEMORY -l LENGTH -r.
    [Theory]
    [InlineData("password", "somesaltsomesalt", 2, 65536, "fc33b78139231d34b71626bd6245c1d72efa190ad605c3d8166a72adcedfa2c2")]
    [InlineData("password", "somesaltsomesalt", 1, 8, "05b6ca8f8038b683887ad4916533858b49cb52040126c134f4c6e9d8711b8c09")]
    [InlineData(
        "differentpassword", "0123456789abcdef", 3, 1024,
        "60950f9e77402273074bdb87777b1ddb71b4b5c1e6018eaf1d5dcc1644da972ffb4b8f0b5e971157e6f19f16196da3ec9c73505ff04ac22b8693e38637825b0e")]
    public void DeriveBytes_VectorOfTheReferenceProgram_GivesItsOutput(string password, string salt, int passes, int memory, string output)
    {
        byte[] expected = Hex.Bytes(output), bytes = new byte[expected.Length];
        Argon2id algorithm = With(passes, memory);
        algorithm.DeriveBytes(Encoding.ASCII.GetBytes(password), Encoding.ASCII.GetBytes(salt), bytes);
        Assert.Equal(expected, bytes);
        Assert.Equal(expected, algorithm.DeriveBytes(Encoding.ASCII.GetBytes(password), Encoding.ASCII.GetBytes(salt), bytes.Length));
    }

    [Fact]
    public void DeriveKey_ForACipher_IsTheDerivedBytes()
    {
        KeyCreationParameters parameters = new() { ExportPolicy = KeyExportPolicies.AllowPlaintextExport };
        using Key key = With(1, 8).DeriveKey([1, 2], new byte[16], AeadAlgorithm.ChaCha20Poly1305, parameters);
        Assert.Equal(With(1, 8).DeriveBytes([1, 2], new byte[16], 32), key.Export(KeyBlobFormat.RawSymmetricKey));
    }

    [Fact]
    public void DeriveBytes_PasswordAsString_TakesItsUtf16Bytes() =>
        Assert.Equal(
            With(1, 8).DeriveBytes(Encoding.Unicode.GetBytes("pä"), new byte[16], 32), With(1, 8).DeriveBytes("pä", new byte[16], 32));

    [Fact]
    public void DeriveBytes_FewerThanSixteen_AreTheHeadOfSixteen() =>
        Assert.Equal(With(1, 8).DeriveBytes([1], new byte[16], 16)[..5], With(1, 8).DeriveBytes([1], new byte[16], 5));

    [Theory]
    [InlineData(0)]
    [InlineData(8)]
    [InlineData(17)]
    public void DeriveBytes_SaltOfAnotherLength_ThrowsArgumentException(int length) =>
        Assert.Throws<ArgumentException>("salt", () => With(1, 8).DeriveBytes([1], new byte[length], 32));

    [Theory]
    [InlineData(2, 1, 8)]
    [InlineData(0, 1, 8)]
    [InlineData(1, 0, 8)]
    [InlineData(1, 1, 7)]
    [InlineData(1, 1, 4294967296)]
    public void Argon2id_CostsOutOfRange_ThrowArgumentException(int lanes, long passes, long memory) =>
        Assert.Throws<ArgumentException>(
            "parameters",
            () => PasswordBasedKeyDerivationAlgorithm.Argon2id(
                new Argon2Parameters { DegreeOfParallelism = lanes, NumberOfPasses = passes, MemorySize = memory }));

    private static Argon2id With(int passes, int memory) => PasswordBasedKeyDerivationAlgorithm.Argon2id(
        new Argon2Parameters { DegreeOfParallelism = 1, NumberOfPasses = passes, MemorySize = memory });
}
