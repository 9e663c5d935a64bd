using FedMat.Aggregation;
using FedMat.Protocol;

namespace FedMat.Coordinator.Sums;

/// <summary>The masked vectors of one attempt: who may send one, which are here, and their running sum. One caller at a time.</summary>
internal sealed class AttemptInputs(RoundId attempt, AttemptFiles files)
{
    private readonly Dictionary<MemberId, SignedMessage<MaskedInput>> taken = [];
    private InputStage? stage;
    private MaskedSum? masked;
    private bool isOver;

    public static Refusal Late { get; } =
        new(RefusalCode.ContributionLate, "the attempt takes no vector any longer; the next round takes the member in again");

    /// <summary>Members of U2 that may hold all their shares.</summary>
    public IReadOnlyList<MemberId> Holders { get; private set; } = [];

    /// <summary>Whose vectors are here.</summary>
    public IReadOnlyCollection<MemberId> Contributed => taken.Keys;

    /// <summary>The same, with the numbers of their snapshots.</summary>
    public Cohort Cohort => new(taken.Values.Select(input => new CohortEntry(input.Content.Member, input.Content.Snapshot)));

    /// <summary>Vectors are asked for.</summary>
    public void Begin(InputStage asked, IReadOnlyList<MemberId> holders, RoundSpec ask)
    {
        stage = asked;
        Holders = holders;
        masked = new MaskedSum(files.Vectors, ask);
    }

    /// <summary>Whether a vector is taken that a member describes so. The stage is left alone once the attempt has gone on from it.</summary>
    /// <returns>Its receipt when it is here already, null when it may come.</returns>
    public Outcome<SignedMessage<InputReceipt>>? Admit(SignedMessage<MaskedInput> input)
    {
        if (stage is null)
            return new Refusal(RefusalCode.RoundUnknown, $"attempt {attempt} has not come to its vectors");
        if (taken.TryGetValue(input.Content.Member, out SignedMessage<MaskedInput>? known) && known.Hash == input.Hash)
            return stage.Receipt(input.Content);
        if (isOver)
            return Late;
        if (stage.Check(input) is { } refusal)
            return refusal;
        return null;
    }

    /// <summary>A vector that came too late, or with a description that is refused, goes again.</summary>
    public void Forget(MaskedInput input)
    {
        if (!taken.TryGetValue(input.Member, out SignedMessage<MaskedInput>? known) || known.Content.Payload != input.Payload)
            files.Vectors.Drop(files.KeyOf(input));
    }

    /// <summary>Adds a vector that was taken.</summary>
    public SignedMessage<InputReceipt> Add(SignedMessage<MaskedInput> input)
    {
        taken.Add(input.Content.Member, input);
        masked?.Add(files.KeyOf(input.Content));
        return stage!.Receipt(input.Content);
    }

    /// <summary>The sum of the masked vectors; not needed here any longer.</summary>
    public Task<RingVector> TakeSumAsync() => masked!.TakeAsync();

    /// <summary>No vector is taken any longer; what has come of others goes.</summary>
    public void End()
    {
        isOver = true;
        files.Uploads.End();
    }

    /// <summary>The sum is known: none is run.</summary>
    public void ForgetSum() => masked = null;
}
