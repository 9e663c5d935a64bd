using System.Diagnostics;
using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Aggregation;

/// <summary>
/// Whether survivors' tags add up to those of S, and who lied where they do not (protocol.md, "The sum is checked, not believed"). The true tags of
/// a survivor follow from its masked vector and the recovered secrets.
/// </summary>
internal sealed class TagBalance
{
    private readonly SessionSurvivors survivors;
    private readonly SumRecovery recovery;
    private readonly Digest challenge;
    private readonly int threads;
    private readonly Lazy<RingVector> expected;

    public TagBalance(SessionSurvivors survivors, SumRecovery recovery, RingVector sum, Digest hash, int threads)
    {
        (this.survivors, this.recovery, this.threads) = (survivors, recovery, threads);
        challenge = CheckTags.Challenge(survivors.Session.Id, survivors.Roll.Hash, hash);
        expected = new Lazy<RingVector>(() => SumCheck.Tags(challenge, sum, threads));
    }

    /// <summary>Bytes in one survivor's tags.</summary>
    public int TagBytes => SumCheck.Vectors * ((int)survivors.Ask.Ring / 8);

    /// <param name="tags">As signed.</param>
    /// <param name="vectorOf">y of a survivor.</param>
    /// <param name="cancellation">Ends the work early.</param>
    public CheckOutcome Close(
        IReadOnlyList<SignedMessage<CheckTags>> tags, Func<MemberId, RingVector> vectorOf, CancellationToken cancellation)
    {
        using SurvivorTags survivorTags = new(survivors.Setup.Adverts, survivors.Session.Id, recovery.Lost);
        RingVector TrueTags(MemberId member) =>
            survivorTags.Of(SelfMaskOf(member), VectorOf(member, vectorOf), challenge, threads, cancellation)
            ?? throw new UnreachableException("a key of low order is in the list");

        RingVector untold = new(survivors.Ask.Ring, SumCheck.Vectors);
        foreach (MemberId member in survivors.Roll.Members.Except(tags.Select(MemberOf)))
            untold.Add(0, TrueTags(member).Memory.Span);
        if (Holds(tags, untold))
            return new CheckOutcome(ListOf(tags), []);
        List<SignedMessage<CheckTags>> honest = [];
        foreach (SignedMessage<CheckTags> word in tags)
        {
            RingVector right = TrueTags(MemberOf(word));
            if (right.Memory.Span.SequenceEqual(word.Content.Tags))
                honest.Add(word);
            else
                untold.Add(0, right.Memory.Span);
        }

        return Holds(honest, untold)
            ? new CheckOutcome(ListOf(honest), Convict(tags.Except(honest)))
            : throw new InvalidDataException("the sum is not that of the vectors that the survivors signed");
    }

    private static MemberId MemberOf(SignedMessage<CheckTags> word) => word.Content.Member;

    private bool Holds(IEnumerable<SignedMessage<CheckTags>> tags, RingVector untold)
    {
        RingVector total = new(untold.Ring, untold.Memory.ToArray());
        foreach (SignedMessage<CheckTags> word in tags)
            total.Add(0, word.Content.Tags);
        return total.Memory.Span.SequenceEqual(expected.Value.Memory.Span);
    }

    private CheckList ListOf(IReadOnlyList<SignedMessage<CheckTags>> tags)
    {
        HashSet<MemberId> told = [.. tags.Select(MemberOf)];
        RevealedSecret[] silent = [.. recovery.SelfMasks.Where(secret => !told.Contains(secret.Member))];
        return new CheckList(tags, silent, silent.Length == 0 ? [] : recovery.Lost);
    }

    private Conviction[] Convict(IEnumerable<SignedMessage<CheckTags>> lies)
    {
        HashSet<MemberId> liars = [];
        foreach (SignedMessage<CheckTags> word in lies)
        {
            FalseTags evidence = new(survivors.Lists, word, SelfMaskOf(MemberOf(word)), recovery.Lost);
            survivors.Chair.Convict(MemberOf(word), Offence.FalseTags, evidence);
            liars.Add(MemberOf(word));
        }

        return [.. survivors.Chair.Convictions.Where(conviction => conviction.Offence == Offence.FalseTags && liars.Contains(conviction.Member))];
    }

    private RevealedSecret SelfMaskOf(MemberId member) => recovery.SelfMasks.First(secret => secret.Member == member);

    private RingVector VectorOf(MemberId member, Func<MemberId, RingVector> vectorOf)
    {
        RingVector masked = vectorOf(member);
        return masked.Ring == survivors.Ask.Ring && masked.Hash == survivors.Roll.Of(member).Content.Payload
            ? masked
            : throw new InvalidDataException($"the masked vector of member {member} is not the one that it signed");
    }
}
