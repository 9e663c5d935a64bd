using System.Text.Json;
using System.Text.Json.Serialization;

namespace FedMat.Crypto.Tests;

/// <summary>
/// FedMat's own known answers, bytes in hexadecimal. A later version of the protocol gets a file of its own; these never change.
/// </summary>
internal sealed record Vectors(
    int Version,
    Vectors.Derivation[] KeyDerivation,
    Vectors.Agreed[] Agreement,
    Vectors.Box[] SealedBox,
    Vectors.Masked[] MaskStream,
    Vectors.Shared[] SecretSharing,
    Vectors.Tree[] MerkleTree)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        Converters = { new HexConverter(), new DigestConverter() },
    };

    public static Vectors One { get; } = Read("v1.json");

    private static Vectors Read(string name)
    {
        using Stream stream = typeof(Vectors).Assembly.GetManifestResourceStream(name)!;
        return JsonSerializer.Deserialize<Vectors>(stream, Options)!;
    }

    internal sealed record Derivation(byte[] Secret, byte[] Salt, byte[] Info, byte[] Key);

    internal sealed record Agreed(byte[] Secret, byte[] Public, byte[] Other, byte[] Salt, byte[] Info, byte[] Key);

    internal sealed record Box(byte[] Key, byte[] Plaintext, byte[] Associated, byte[] Sealed);

    internal sealed record Masked(int WordBits, long Offset, byte[] Vector, Term[] Terms, byte[] Sum);

    internal sealed record Term(byte[] Key, bool Subtract);

    internal sealed record Shared(
        byte[] Secret, byte[] CoefficientKey, int Threshold, int Holders, byte[][] Shares, int[] RecoverFrom);

    internal sealed record Tree(Digest[] Leaves, Digest Root, Digest[][] Paths);

    private sealed class HexConverter : JsonConverter<byte[]>
    {
        public override byte[] Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Convert.FromHexString(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, byte[] value, JsonSerializerOptions options) =>
            throw new NotSupportedException();
    }

    private sealed class DigestConverter : JsonConverter<Digest>
    {
        public override Digest Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Digest.Parse(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, Digest value, JsonSerializerOptions options) =>
            throw new NotSupportedException();
    }
}
