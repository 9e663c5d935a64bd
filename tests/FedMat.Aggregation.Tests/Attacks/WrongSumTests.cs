using FedMat.Protocol;

namespace FedMat.Aggregation.Tests;

/// <summary>
/// Sums that a coordinator could claim instead of the members' own, all of them in range: nobody accepts one, neither a survivor nor who was lost.
/// </summary>
public sealed class WrongSumTests
{
    private const int Lost = 3;
    private static readonly Consortium Five = new(5);
    private static readonly HonestSum Honest = new(Five, Small(SumInputs.Drawn(Five.Terms(), Ring.Bits64, HonestSum.State)), [Lost]);

    private static readonly Dictionary<string, Func<int, long>> Claims = new()
    {
        ["leaves a vector out"] = slot => Honest.Sum[slot] - Honest.Vectors[1][slot],
        ["counts a vector twice"] = slot => Honest.Sum[slot] + Honest.Vectors[1][slot],
        ["counts a vector for another"] = slot => Honest.Sum[slot] + Honest.Vectors[1][slot] - Honest.Vectors[2][slot],
        ["takes the lost member in"] = slot => Honest.Sum[slot] + Honest.Vectors[Lost][slot],
        ["is made up"] = slot => slot,
        ["is zero"] = _ => 0,
        ["has two slots exchanged"] = slot => Honest.Sum[slot < 2 ? 1 - slot : slot],
        ["is off by one in the last slot"] = slot => Honest.Sum[slot] + (slot == Honest.Sum.Length - 1 ? 1 : 0),
    };

    public static TheoryData<string> Names => [.. Claims.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Sum_ThatIsNotTheMembersAndThat_IsAcceptedByNobody(string claim)
    {
        RingVector wrong = new(Ring.Bits64, Honest.Sum.Length);
        for (int slot = 0; slot < wrong.Length; slot++)
            wrong[slot] = Claims[claim](slot);
        SignedMessage<SumResult> result = Five.Signed(Honest.Result.Content with { Sum = wrong.Hash });
        Checked[] members = [.. Honest.Unmasked.Select(state => state.Check(result, wrong, 1).OrThrow())];
        CheckList list = new([.. members.Select(state => state.Message)], [], []);
        Dictionary<MemberId, RingVector> none = [];

        Assert.All(members, state => Refused.As(RefusalCode.SumNotChecked, state.Accept(list, none, 1)));
        SumWitness witness = Honest.Held[Lost].Witness(Honest.SurvivorList, HonestSum.State, Honest.Ask).OrThrow();
        Refused.As(RefusalCode.SumNotChecked, witness.Accept(result, wrong, list, none, 1));
    }

    /// <summary>Vectors of which a few more would still be in range.</summary>
    private static SumInputs Small(SumInputs inputs) => inputs with { Vectors = [.. inputs.Vectors.Select((_, place) => Vector(inputs.Ask, place))] };

    private static RingVector Vector(RoundSpec ask, int place)
    {
        RingVector vector = new(ask.Ring, ask.Length);
        for (int slot = 0; slot < ask.Length; slot++)
            vector[slot] = (100 * (place + 1)) + ((slot + 1) * (place + 2) % 89);
        return vector;
    }
}
