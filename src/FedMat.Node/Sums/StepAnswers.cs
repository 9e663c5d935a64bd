using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Node;

/// <summary>What an attempt's steps were answered with: a step that is told again gets its answer again, and another one of its kind gets none.</summary>
internal sealed class StepAnswers(RoundId round)
{
    private readonly Dictionary<TurnStep, (Digest Request, SumReply Reply)> answered = [];

    /// <summary>The answer to a step, now or from before.</summary>
    /// <param name="step">Which.</param>
    /// <param name="request">Identity of what is asked.</param>
    /// <param name="answer">Made when there is none.</param>
    /// <param name="isFinal">Whether it stands for good, by the answer's maker; by default it does.</param>
    public Outcome<SumReply> Once(TurnStep step, Digest request, Func<Outcome<SumReply>> answer, Func<bool>? isFinal = null)
    {
        if (answered.TryGetValue(step, out (Digest Request, SumReply Reply) before))
            return before.Request == request ? before.Reply : Differs(step);
        Outcome<SumReply> reply = answer();
        if (reply.IsGiven && (isFinal is null || isFinal()))
            answered[step] = (request, reply.Value);
        return reply;
    }

    /// <summary>The answer that was given to just this; null when there is none.</summary>
    public SumReply? Find(TurnStep step, Digest request) =>
        answered.TryGetValue(step, out (Digest Request, SumReply Reply) before) && before.Request == request ? before.Reply : null;

    public Refusal Differs(TurnStep step) =>
        new(RefusalCode.RequestDiffers, $"the step '{step}' of attempt {round} was answered before, for another request");
}
