using FedMat.Protocol;

namespace FedMat.Aggregation.Tests;

/// <summary>What a coordinator's stage says of a word.</summary>
internal static class Refusals
{
    public static void Is(RefusalCode code, Refusal? refusal) => Assert.Equal(code, refusal?.Code);

    /// <summary>That the one conviction of an attempt names this member and is proved by its evidence.</summary>
    public static void Convicts(this Drill drill, MemberId member, Offence offence, IReadOnlyList<Conviction> convictions)
    {
        Conviction conviction = SumMessage.Read<Conviction>(SumMessage.Body(Assert.Single(convictions)));
        Assert.Equal((member, offence, drill.Terms.Round), (conviction.Member, conviction.Offence, conviction.Round));
        Assert.Equal(offence != Offence.FalseTags, Evidence.Proves(conviction, drill.Terms));
        if (Evidence.VectorOf(conviction) is { } hash)
            Assert.True(Evidence.Proves(conviction, drill.Terms, drill.Ask, drill.Masked.Values.Single(state => state.Vector.Hash == hash).Vector, 1));
    }
}
