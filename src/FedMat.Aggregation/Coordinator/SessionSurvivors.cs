using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Aggregation;

/// <summary>A session whose U3 is fixed.</summary>
internal sealed class SessionSurvivors(SumSession session, SignedMessage<SurvivorList> list)
{
    public SumSession Session { get; } = session;

    public Chair Chair => Session.Chair;

    public DealtSetup Setup => Session.Setup;

    public RoundSpec Ask => Session.Ask;

    public SignedMessage<SurvivorList> List { get; } = list;

    public SurvivorRoll Roll { get; } = new(list.Content, session.Setup.Dealers);

    /// <summary>What evidence rests on.</summary>
    public SumLists Lists => Setup.Lists(Session.Request.Content, List);

    /// <summary>Whether a word is about this session and these survivors.</summary>
    public Refusal? Refuse(Digest session, Digest survivors) =>
        Session.Refuse(session) ?? RollRules.Bound("list of survivors", survivors, Roll.Hash);

    /// <exception cref="ArgumentException">The vector is not of the round's ring and length.</exception>
    public void RequireFitting(RingVector sum)
    {
        ArgumentNullException.ThrowIfNull(sum);
        if (sum.Ring != Ask.Ring || sum.Length != Ask.Length)
            throw new ArgumentException($"{sum.Length} slots of {(int)sum.Ring} bits do not belong to phase '{Ask.Phase}'", nameof(sum));
    }
}
