namespace FedMat.Crypto.Tests;

public sealed class KeystreamTests
{
    private const string NistKey = "603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4";
    private const string NistCounter = "f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff";
    private static readonly byte[] Key = Convert.FromHexString(NistKey);

    [Fact] // NIST SP 800-38A, F.5.5
    public void FillFrom_CtrAes256OfNist_TurnsPlaintextIntoCiphertext()
    {
        byte[] text = Convert.FromHexString(
            "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51"
            + "30c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710");
        byte[] keystream = new byte[text.Length];
        Keystream.FillFrom(Key, UInt128.Parse(NistCounter, System.Globalization.NumberStyles.HexNumber, null), keystream);
        Assert.Equal(
            "601ec313775789a5b7a7f504bbf3d228f443e3ca4d62b59aca84e990cacaf5c5"
            + "2b0930daa23de94ce87017ba2d84988ddfc9c58db67aada613c2dd08457941a6",
            Convert.ToHexStringLower([.. text.Zip(keystream, (t, k) => (byte)(t ^ k))]));
    }

    [Theory]
    [InlineData("ffffffffffffffff")]
    [InlineData("ffffffffffffffffffffffffffffffff")]
    [InlineData("fffffffffffffffe")]
    public void FillFrom_CounterCarries_AsOne128BitNumber(string hex)
    {
        UInt128 counter = UInt128.Parse(hex, System.Globalization.NumberStyles.HexNumber, null);
        byte[] keystream = new byte[5 * 16];
        Keystream.FillFrom(Key, counter, keystream);
        Assert.Equal(PlainCounterMode.Keystream(Key, counter, keystream.Length), keystream);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(16)]
    [InlineData(64 * 1024)]
    [InlineData((64 * 1024) + 48)]
    [InlineData(200_000)]
    public void Fill_AnyLength_IsCounterModeFromZero(int length)
    {
        byte[] keystream = new byte[length];
        Keystream.Fill(Key, 0, keystream);
        Assert.Equal(PlainCounterMode.Keystream(Key, 0, length), keystream);
    }

    [Fact]
    public void Fill_FarIntoTheStream_BeginsAtThatBlock()
    {
        byte[] keystream = new byte[32];
        Keystream.Fill(Key, 160L << 30, keystream);
        Assert.Equal(PlainCounterMode.Keystream(Key, (UInt128)10 << 30, 32), keystream);
    }

    [Theory]
    [InlineData(31, 0, 16)]
    [InlineData(32, 8, 16)]
    [InlineData(32, -16, 16)]
    [InlineData(32, 0, 17)]
    public void Fill_NoWholeBlocksOrKey_ThrowsArgumentException(int key, long offset, int length) =>
        Assert.ThrowsAny<ArgumentException>(() => Keystream.Fill(new byte[key], offset, new byte[length]));
}
