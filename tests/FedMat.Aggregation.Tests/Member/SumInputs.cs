using System.Security.Cryptography;
using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Aggregation.Tests;

/// <summary>What an attempt starts from.</summary>
/// <param name="Terms">Plan, roster, round.</param>
/// <param name="Ask">What is summed.</param>
/// <param name="State">Hash of the model state.</param>
/// <param name="Snapshot">Number of everybody's rows.</param>
/// <param name="Secrets">Of everybody, in the order of the ids.</param>
/// <param name="Vectors">Q(x) of everybody, in the order of the ids.</param>
internal sealed record SumInputs(
    SumTerms Terms, RoundSpec Ask, Digest State, int Snapshot, IReadOnlyList<SetupSecrets> Secrets, IReadOnlyList<RingVector> Vectors)
{
    private const int Reals = 37;
    private const int Bits = 20;

    /// <summary>Secrets are drawn; vectors are as large as they may be in both directions, and different.</summary>
    public static SumInputs Drawn(SumTerms terms, Ring ring, Digest state)
    {
        RoundSpec ask = new("test", ring, new Block("real", Reals, BlockKind.Weighted, 1, Bits), Block.Whole("count", 4, 12));
        return new SumInputs(
            terms, ask, state, 1, [.. terms.Members.Select(_ => SetupSecrets.Draw(RandomNumberGenerator.Create()))],
            [.. terms.Members.Select((_, place) => Vector(ask, place))]);
    }

    private static RingVector Vector(RoundSpec ask, int place)
    {
        RingVector vector = new(ask.Ring, ask.Length);
        for (int slot = 0; slot < ask.Length; slot++)
            vector[slot] = slot < Reals ? ((slot * 7919L * (place + 1)) % (1 << Bits)) - (1 << (Bits - 1)) : place + slot;
        return vector;
    }
}
