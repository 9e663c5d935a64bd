using FedMat.Aggregation;
using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Node;

/// <summary>Stages 3 to 5 of a node whose vector is in the sum. Each stage lets go of what the one before held.</summary>
internal sealed class SurvivorPart : ISumPart
{
    private readonly SumTurn turn;
    private readonly SignedMessage<SurvivorList> survivors;
    private Agreed? agreed;
    private Unmasked? unmasked;
    private Checked? tagged;

    public SurvivorPart(SumTurn turn, SignedMessage<SurvivorList> survivors, Agreed agreed)
    {
        this.turn = turn;
        this.survivors = survivors;
        this.agreed = agreed;
    }

    public Outcome<SumReply> Unmask(UnmaskRequest request)
    {
        Outcome<Unmasked> next = agreed!.Unmask(request);
        if (!next.IsGiven)
            return next.Refusal;
        (unmasked, agreed) = (next.Value, null);
        return SumReply.Bound(turn, Stage.Unmask, 0, survivors.Content.Hash, Words.Of(turn.Round, unmasked.Message), isSecret: true);
    }

    public Outcome<SumReply> Check(SignedMessage<SumResult> result, RingVector sum, int threads, CancellationToken cancellation)
    {
        if (unmasked is null)
            return SumTurn.OutOfOrder("a sum is claimed before this node has opened a share");
        Outcome<Checked> next = unmasked.Check(result, sum, threads, cancellation);
        if (!next.IsGiven)
            return next.Refusal;
        (tagged, unmasked) = (next.Value, null);
        return SumReply.Bound(turn, Stage.Check, 0, result.Content.Sum, Words.Of(turn.Round, tagged.Message));
    }

    public IEnumerable<(MemberId Member, Digest Payload)> Silent(CheckList list) =>
        tagged is null ? [] : WitnessPart.PayloadsOf(survivors, tagged.Silent(list));

    public Outcome<Accepted> Accept(
        CheckList list, IReadOnlyDictionary<MemberId, RingVector> silentVectors, int threads, CancellationToken cancellation) =>
        tagged is null
            ? SumTurn.OutOfOrder("tags are shown before a sum is claimed")
            : tagged.Accept(list, silentVectors, threads, cancellation);
}
