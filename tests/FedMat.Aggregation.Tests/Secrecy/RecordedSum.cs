using System.Runtime.InteropServices;
using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Aggregation.Tests;

/// <summary>
/// A sum of five members as a coordinator sees it that keeps to the protocol and records everything: the masked vectors that reached it, one of them
/// too late, and the secrets that it recovered. Keys, secrets and vectors follow from a seed, so it is the same in every run.
/// </summary>
internal sealed class RecordedSum
{
    public const int Late = 4;
    private const int Bits = 20;
    private readonly Drill drill;
    private readonly AgreeStage agree;
    private readonly SumRecovery recovery;
    private readonly RingVector late;

    /// <param name="consortium">Five members.</param>
    /// <param name="attempt">At round 1.</param>
    /// <param name="ring">Of the sum.</param>
    /// <param name="slots">In a vector.</param>
    /// <param name="source">Gives the members' secrets.</param>
    public RecordedSum(Consortium consortium, int attempt, Ring ring, int slots, Random source)
    {
        RoundSpec ask = new("test", ring, new Block("update", slots, BlockKind.Weighted, 1, Bits));
        Vectors = [.. consortium.Ids.Select((_, place) => Update(ask, place))];
        drill = new Drill(consortium, consortium.Terms(attempt: attempt), ask, () => Secrets(source)) { Vectors = place => Copy(Vectors[place]) };
        InputStage inputs = drill.Hold(drill.Deal(drill.Advertise()));
        agree = drill.Mask(inputs, Late);
        recovery = drill.Unmask(drill.Agree(agree));
        late = Masked(inputs, Late, Copy(Vectors[Late]));
        OfOnes = Masked(inputs, 0, Ones(ask));
        Sum = drill.Sum(recovery);
    }

    /// <summary>Q(x): small numbers around zero as training makes them, those of member 1 all zero, those of member 2 all at the bound.</summary>
    public IReadOnlyList<RingVector> Vectors { get; }

    /// <summary>A second vector of member 0 under the same masks, which no node ever makes.</summary>
    public RingVector OfOnes { get; }

    /// <summary>S.</summary>
    public RingVector Sum { get; }

    /// <summary>y.</summary>
    public RingVector Upload(int place) => Copy(place == Late ? late : drill.MaskedOf(drill.Id(place)));

    /// <summary>y of a survivor without its self mask, whose secret was recovered.</summary>
    public RingVector WithoutSelfMask(int place) =>
        Add(Upload(place), SumKeys.Opposite([SumKeys.SelfMask(recovery.SelfMasks[place].Secret, Session, drill.Id(place))]));

    /// <summary>y of a survivor without any mask that the coordinator knows: what is left are those between survivors.</summary>
    public RingVector WithoutKnownMasks(int place) => Add(WithoutSelfMask(place), PairsOfTheLost([place]));

    /// <summary>y of the lost member without its pair masks, whose key was recovered.</summary>
    public RingVector LateWithoutPairMasks() => Add(Upload(Late), SumKeys.Opposite(PairsOfTheLost([0, 1, 2, 3])));

    public RingVector SumOf(params IEnumerable<RingVector> vectors)
    {
        RingVector sum = new(Sum.Ring, Sum.Length);
        foreach (RingVector vector in vectors)
            sum.Add(0, vector.Memory.Span);
        return sum;
    }

    public static RingVector Less(RingVector left, RingVector right)
    {
        RingVector difference = new(left.Ring, left.Length);
        for (int slot = 0; slot < left.Length; slot++)
            difference[slot] = unchecked(left[slot] - right[slot]);
        return difference;
    }

    private Digest Session => agree.List.Content.Session;

    private static RingVector Copy(RingVector vector) => new(vector.Ring, vector.Memory.ToArray());

    private static RingVector Add(RingVector vector, IReadOnlyList<MaskTerm> terms)
    {
        MaskStream.Add(MemoryMarshal.AsMemory(vector.Memory), (int)vector.Ring, terms, 1);
        return vector;
    }

    private static SetupSecrets Secrets(Random source)
    {
        byte[] bytes = new byte[SetupSecrets.Size];
        source.NextBytes(bytes);
        return SetupSecrets.Parse(bytes);
    }

    private static RingVector Update(RoundSpec ask, int place)
    {
        Random random = new(place);
        RingVector vector = new(ask.Ring, ask.Length);
        for (int slot = 0; slot < ask.Length; slot++)
            vector[slot] = place == 1 ? 0 : place == 2 ? 1 << (Bits - 1) : random.Next(-5000, 5000) + random.Next(-5000, 5000);
        return vector;
    }

    private static RingVector Ones(RoundSpec ask)
    {
        RingVector vector = new(ask.Ring, ask.Length);
        for (int slot = 0; slot < ask.Length; slot++)
            vector[slot] = 1;
        return vector;
    }

    private RingVector Masked(InputStage inputs, int place, RingVector vector) =>
        drill.Held[drill.Id(place)].Mask(inputs.Request, Drill.State, drill.Ask, 1, vector, 1).OrThrow().Vector;

    private IReadOnlyList<MaskTerm> PairsOfTheLost(IEnumerable<int> others)
    {
        using AgreementKey key = AgreementKey.FromSecret(Assert.Single(recovery.Lost).Secret);
        return SumKeys.Pairs(key, drill.Id(Late), others.Select(place => drill.Advertised[drill.Id(place)].Message.Content), Session)!;
    }
}
