using FedMat.Aggregation;
using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Simulation;

/// <summary>One attempt: the members speak, each on one thread, then the coordinator goes on.</summary>
internal sealed class InMemoryAttempt(
    SumTerms terms,
    SigningKey coordinator,
    RoundSpec ask,
    IReadOnlyList<(InMemoryMember Member, RingVector Vector, LastWord Last)> cast,
    SumCosts costs,
    CancellationToken cancellation) : IDisposable
{
    private static readonly int Threads = Environment.ProcessorCount;

    public RingVector Run()
    {
        AgreeStage agree = Masked(Dealt());
        UnmaskStage unmask = Hear(
            Say(LastWord.Agreement, agree.List.Content.Members, member => member.Agree(agree.List)), agree.Take, agree.Unmask);
        SumRecovery recovery = Hear(
            Say(LastWord.Answer, agree.List.Content.Members, member => member.Answer(unmask.Request)), unmask.Take,
            () => unmask.Recover(Threads, cancellation).OrThrow());
        RingVector sum = costs.OfCoordinator(() => Unmasked(recovery));
        CheckStage check = costs.OfCoordinator(() => recovery.Check(sum, Threads));
        CheckOutcome outcome = Hear(
            Say(LastWord.Tags, agree.List.Content.Members, member => member.Check(check.Result, sum, cancellation)), check.Take,
            () => check.Close(VectorOf, cancellation));
        return Hear(
            Say(LastWord.Tags, agree.List.Content.Members, member => member.Accept(outcome.List, VectorOf, cancellation)),
            check.Accept(check.Result.Content.Sum).Take, () => sum);
    }

    public void Dispose()
    {
        foreach ((InMemoryMember member, _, _) in cast)
            member.Dispose();
    }

    private HoldStage Dealt()
    {
        AdvertStage advert = new(terms, coordinator);
        IEnumerable<MemberId> all = cast.Select(place => place.Member.Id);
        DealStage deal = Hear(Say(LastWord.Advert, all, member => member.Advert), advert.Take, advert.Close);
        return Hear(Say(LastWord.Dealing, deal.List.Content.Members, member => member.Deal(deal.List)), deal.Take, deal.Close);
    }

    private AgreeStage Masked(HoldStage hold)
    {
        IEnumerable<MemberId> dealers = hold.List.Content.Members;
        InputStage input = Hear(
            Say(LastWord.Holding, dealers, member => member.Hold(hold)), hold.Take, () => hold.Request(terms.Setup, ask).OrThrow());
        Dictionary<MemberId, RingVector> vectors = cast.ToDictionary(place => place.Member.Id, place => place.Vector);
        return Hear(
            Say(LastWord.Input, dealers, member => member.Mask(input.Request, ask, vectors[member.Id], cancellation)), input.Take, input.Close);
    }

    private RingVector Unmasked(SumRecovery recovery)
    {
        RunningSum running = new(ask);
        foreach (RevealedSecret survivor in recovery.SelfMasks)
            running.Add(VectorOf(survivor.Member));
        RingVector sum = running.Take();
        recovery.Unmask(sum, Threads, progress: null, cancellation);
        return SumRange.Refuse(ask, sum, running.Members) is { } refusal ? throw new RefusedException(refusal) : sum;
    }

    private RingVector VectorOf(MemberId member) => cast.First(place => place.Member.Id == member).Member.Vector;

    /// <summary>The words of those that take part and have not been lost before.</summary>
    private T[] Say<T>(LastWord word, IEnumerable<MemberId> among, Func<InMemoryMember, T> say)
    {
        HashSet<MemberId> part = [.. among];
        InMemoryMember[] speakers = [.. cast.Where(place => place.Last >= word && part.Contains(place.Member.Id)).Select(place => place.Member)];
        T[] words = new T[speakers.Length];
        ParallelOptions options = new() { MaxDegreeOfParallelism = Threads, CancellationToken = cancellation };
        return costs.OfMembers(() =>
        {
            Parallel.For(0, words.Length, options, i => words[i] = say(speakers[i]));
            return words;
        });
    }

    private TNext Hear<T, TNext>(T[] words, Func<T, Refusal?> take, Func<TNext> close) => costs.OfCoordinator(() =>
    {
        foreach (T word in words)
        {
            if (take(word) is { } refusal)
                throw new RefusedException(refusal);
        }

        return close();
    });
}
