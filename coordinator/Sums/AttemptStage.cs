using System.Diagnostics;
using FedMat.Aggregation;
using FedMat.Protocol;

namespace FedMat.Coordinator.Sums;

/// <summary>A stage of the protocol's coordinator half with the members that are asked there.</summary>
/// <param name="step">Where that is.</param>
/// <param name="stage">The stage.</param>
/// <param name="asked">In the order of the ids' bytes.</param>
internal sealed class AttemptStage(SumStep step, ISumStage stage, IReadOnlyList<MemberId> asked)
{
    public SumStep Step => step;

    /// <summary>Whether the coordinator works with the stage, on a thread of its own: it is asked nothing and takes nothing meanwhile.</summary>
    public bool IsBusy => step is SumStep.Opening or SumStep.Checking;

    public IReadOnlyList<MemberId> Asked => stage is HoldStage hold ? [.. asked.Except(hold.LeftOut)] : asked;

    /// <summary>Who has not spoken.</summary>
    public IReadOnlyList<MemberId> Missing => IsBusy ? [] : stage.Missing;

    /// <summary>How many have spoken.</summary>
    public int Count => Asked.Count - Missing.Count;

    /// <summary>Whether the protocol allows to go on.</summary>
    public bool IsEnough => stage.IsEnough;

    /// <summary>Whether everybody has spoken, and the protocol allows to go on.</summary>
    public bool IsComplete => IsEnough && Missing.Count == 0;

    /// <summary>Offences that were proved so far in the attempt.</summary>
    public IReadOnlyList<Conviction> Convictions => stage.Convictions;

    /// <summary>The stage as what it is at this step.</summary>
    public T As<T>()
        where T : class, ISumStage => stage as T ?? throw new InvalidOperationException($"at step {step} there is no {typeof(T).Name}");

    /// <summary>Takes a word of this step.</summary>
    public Refusal? Take(Word word) => (stage, word.Message) switch
    {
        (AdvertStage adverts, SignedMessage<Advert> advert) => adverts.Take(advert),
        (DealStage deals, Dealing dealing) => deals.Take(dealing),
        (HoldStage holdings, SignedMessage<Holding> holding) => holdings.Take(holding),
        (HoldStage holdings, SignedMessage<Complaint> complaint) => holdings.Take(complaint),
        (HoldStage holdings, SignedMessage<Opening> opening) => holdings.Take(opening),
        (InputStage inputs, SignedMessage<MaskedInput> input) => inputs.Take(input),
        (AgreeStage agreements, SignedMessage<Agreement> agreement) => agreements.Take(agreement),
        (UnmaskStage answers, SignedMessage<UnmaskAnswer> answer) => answers.Take(answer),
        (CheckStage check, SignedMessage<CheckTags> tags) => check.Take(tags),
        (AcceptStage accept, SignedMessage<Acceptance> acceptance) => accept.Take(acceptance),
        (ClosingStage closings, SignedMessage<Closing> closing) => closings.Take(closing),
        _ => throw new UnreachableException(),
    };
}
