using FedMat.Aggregation;
using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Node;

/// <summary>Stages 4 and 5 of a node that holds shares and was lost before the list of survivors: it helps to open the sum and checks it.</summary>
internal sealed class WitnessPart(SumTurn turn, Held held, SignedMessage<SurvivorList> survivors, SumWitness witness) : ISumPart
{
    private (SignedMessage<SumResult> Result, RingVector Sum)? claim;

    public Outcome<SumReply> Unmask(UnmaskRequest request)
    {
        Outcome<SignedMessage<UnmaskAnswer>> answer = held.Unmask(request, turn.State, turn.Ask!.Hash);
        if (!answer.IsGiven)
            return answer.Refusal;
        Digest list = request.Survivors.Content.Hash;
        return SumReply.Bound(turn, Stage.Unmask, 0, list, Words.Of(turn.Round, answer.Value), isSecret: true);
    }

    public Outcome<SumReply> Check(SignedMessage<SumResult> result, RingVector sum, int threads, CancellationToken cancellation)
    {
        claim = (result, sum);
        return SumReply.Free(turn.Round);
    }

    public IEnumerable<(MemberId Member, Digest Payload)> Silent(CheckList list) => PayloadsOf(survivors, witness.Silent(list));

    public Outcome<Accepted> Accept(
        CheckList list, IReadOnlyDictionary<MemberId, RingVector> silentVectors, int threads, CancellationToken cancellation) =>
        claim is { } claimed
            ? witness.Accept(claimed.Result, claimed.Sum, list, silentVectors, threads, cancellation)
            : SumTurn.OutOfOrder("tags are shown before a sum is claimed");

    public static IEnumerable<(MemberId Member, Digest Payload)> PayloadsOf(SignedMessage<SurvivorList> survivors, IEnumerable<MemberId> members)
    {
        HashSet<MemberId> wanted = [.. members];
        return survivors.Content.Inputs.Select(input => (input.Content.Member, input.Content.Payload)).Where(input => wanted.Contains(input.Member));
    }
}
