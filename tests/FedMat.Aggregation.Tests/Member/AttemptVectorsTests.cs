using System.Text.Json;
using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Aggregation.Tests;

/// <summary>
/// One attempt of four members, one of whom is lost, whose every message was worked out from protocol.md by another program. Signed
/// messages are given by the SHA-256 of their bytes with the signature.
/// </summary>
public sealed class AttemptVectorsTests
{
    private static readonly JsonElement Known = Read();
    private static readonly HonestSum Attempt = Begun();
    private static readonly Dictionary<string, Func<IEnumerable<string>>> Worked = new()
    {
        ["setup"] = () => [$"{Attempt.Terms.Setup}"],
        ["adverts"] = () => Attempt.Advertised.Select(state => HashOf(state.Message)),
        ["u1"] = () => [$"{Attempt.Adverts.Hash}"],
        ["dealings"] = () => Attempt.Dealt.Select(state => $"{SumMessage.Hash(state.Message)}"),
        ["h2"] = () => [$"{Attempt.Dealers.Content.Hash}"],
        ["holdings"] = () => Attempt.Held.Select(state => HashOf(state.Message)),
        ["session"] = () => [$"{Attempt.Masked[0].Session}"],
        ["masked"] = () => Attempt.Masked.Select(state => Convert.ToHexStringLower(state.Vector.Memory.Span)),
        ["inputs"] = () => Attempt.Masked.Select(state => HashOf(state.Message)),
        ["u3"] = () => [$"{Attempt.SurvivorList.Content.Hash}"],
        ["agreements"] = () => Attempt.Agreed.Select(state => HashOf(state.Message)),
        ["answers"] = () => Attempt.Unmasked.Select(state => HashOf(state.Message)),
        ["sum"] = () => [Convert.ToHexStringLower(Attempt.Sum.Memory.Span)],
        ["tags"] = () => Attempt.Checked.Select(state => HashOf(state.Message)),
        ["acceptances"] = () => Attempt.Checked.Select(state =>
            HashOf(state.Accept(Attempt.CheckList, new Dictionary<MemberId, RingVector>(), 1).OrThrow().Sign(Hash("nextState")))),
    };

    public static TheoryData<string> Names => [.. Worked.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Attempt_VersionOne_IsTheKnownOne(string name)
    {
        JsonElement known = Known.GetProperty(name);
        Assert.Equal(known.ValueKind == JsonValueKind.Array ? Texts(known) : [known.GetString()!], Worked[name]());
    }

    private static JsonElement Read()
    {
        using Stream stream = typeof(AttemptVectorsTests).Assembly.GetManifestResourceStream("attempt-v1.json")!;
        using JsonDocument document = JsonDocument.Parse(stream);
        return document.RootElement.Clone();
    }

    private static HonestSum Begun()
    {
        JsonElement[] members = [.. Known.GetProperty("members").EnumerateArray()];
        Consortium consortium = new(
            members.ToDictionary(member => MemberId.FromBytes(Bytes(member, "id")), member => KeyOf(member, "key")), KeyOf(Known, "root"),
            KeyOf(Known, "coordinator"), Number("minimumMembers"));
        RoundId round = new(new StudyId(Hash("study")), Number("round"), Number("attempt"));
        SumInputs inputs = new(
            new SumTerms(round, consortium.Plan, consortium.Roster, Hash("roster")),
            new RoundSpec("fit", Ring.Bits32, new Block("w", 5, BlockKind.Weighted, 1.5, 20)),
            Hash("state"), Number("snapshot"), [.. members.Select(member => SetupSecrets.Parse(Bytes(member, "secrets")))], [.. members.Select(VectorOf)]);
        return new HonestSum(consortium, inputs, [.. Known.GetProperty("lost").EnumerateArray().Select(place => place.GetInt32())]);
    }

    private static RingVector VectorOf(JsonElement member)
    {
        long[] values = [.. member.GetProperty("vector").EnumerateArray().Select(value => value.GetInt64())];
        RingVector vector = new(Ring.Bits32, values.Length);
        foreach ((int slot, long value) in values.Index())
            vector[slot] = value;
        return vector;
    }

    private static SigningKey KeyOf(JsonElement element, string name) => Consortium.KeyFrom(Bytes(element, name));

    private static byte[] Bytes(JsonElement element, string name) => Convert.FromHexString(element.GetProperty(name).GetString()!);

    private static int Number(string name) => Known.GetProperty(name).GetInt32();

    private static Digest Hash(string name) => Digest.FromBytes(Bytes(Known, name));

    private static string HashOf<T>(SignedMessage<T> message)
        where T : class, ISumMessage<T> => $"{Digest.Of(message.ToBytes())}";

    private static IEnumerable<string> Texts(JsonElement list) => list.EnumerateArray().Select(text => text.GetString()!);
}
