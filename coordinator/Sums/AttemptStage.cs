using System.Diagnostics;
using FedMat.Aggregation;
using FedMat.Protocol;

namespace FedMat.Coordinator.Sums;

/// <summary>A stage of the protocol's coordinator half with the members that are asked there.</summary>
/// <param name="step">Where that is.</param>
/// <param name="stage">The stage. While the coordinator works with it, it takes no word.</param>
/// <param name="asked">In the order of the ids' bytes.</param>
internal sealed class AttemptStage(SumStep step, object stage, IReadOnlyList<MemberId> asked)
{
    public SumStep Step => step;

    /// <summary>Whether the coordinator works with the stage.</summary>
    public bool IsBusy => step is SumStep.Opening or SumStep.Checking;

    public IReadOnlyList<MemberId> Asked => stage is HoldStage hold ? [.. asked.Except(hold.LeftOut)] : asked;

    /// <summary>Who has not spoken.</summary>
    public IReadOnlyList<MemberId> Missing => stage switch
    {
        _ when IsBusy => [],
        AdvertStage adverts => adverts.Missing,
        DealStage deals => deals.Missing,
        HoldStage holdings => holdings.Missing,
        InputStage inputs => inputs.Missing,
        AgreeStage agreements => agreements.Missing,
        UnmaskStage answers => answers.Missing,
        CheckStage check when step == SumStep.Tags => check.Missing,
        CheckStage check => [.. asked.Except(check.Acceptances.Select(word => word.Content.Member))],
        ClosingStage closings => closings.Missing,
        _ => [],
    };

    /// <summary>How many have spoken.</summary>
    public int Count => Asked.Count - Missing.Count;

    /// <summary>Whether the protocol allows to go on.</summary>
    public bool IsEnough => stage switch
    {
        AdvertStage adverts => adverts.IsEnough,
        DealStage deals => deals.IsEnough,
        HoldStage holdings => holdings.IsEnough,
        InputStage inputs => inputs.IsEnough,
        AgreeStage agreements => agreements.IsEnough,
        UnmaskStage answers => answers.IsEnough,
        CheckStage check => step == SumStep.Tags || check.IsAccepted,
        ClosingStage closings => closings.IsEnough,
        _ => false,
    };

    /// <summary>Whether everybody has spoken, and the protocol allows to go on.</summary>
    public bool IsFull => IsEnough && Missing.Count == 0;

    public IReadOnlyList<Conviction> Convictions => stage switch
    {
        AdvertStage adverts => adverts.Convictions,
        DealStage deals => deals.Convictions,
        HoldStage holdings => holdings.Convictions,
        InputStage inputs => inputs.Convictions,
        AgreeStage agreements => agreements.Convictions,
        UnmaskStage answers => answers.Convictions,
        CheckStage check => check.Convictions,
        _ => [],
    };

    /// <summary>The stage as what it is at this step.</summary>
    public T As<T>()
        where T : class => stage as T ?? throw new InvalidOperationException($"at step {step} there is no {typeof(T).Name}");

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
        (CheckStage check, SignedMessage<Acceptance> acceptance) => check.Take(acceptance),
        (ClosingStage closings, SignedMessage<Closing> closing) => closings.Take(closing),
        _ => throw new UnreachableException(),
    };
}
