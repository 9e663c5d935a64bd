using FedMat.Protocol;
using FedMat.Storage.Coordinator;

namespace FedMat.Coordinator.Sums;

/// <summary>The attempts of one study that are not over, and what is to be written of them. One caller at a time.</summary>
internal sealed class OpenAttempts(StudyId study)
{
    /// <summary>The sum before: done, and still to be accepted by members.</summary>
    public SumAttempt? Settling { get; set; }

    /// <summary>The sum under way.</summary>
    public SumAttempt? Current { get; set; }

    /// <summary>The setup of the next sum, made ahead.</summary>
    public SumAttempt? Ahead { get; set; }

    /// <summary>What happened and is not written yet, but for words.</summary>
    public SumChanges Changes { get; private set; } = new(study);

    /// <summary>In the order in which they are told.</summary>
    public IEnumerable<SumAttempt> All => new[] { Settling, Current, Ahead }.OfType<SumAttempt>();

    public SumAttempt? Find(RoundId round) => All.FirstOrDefault(attempt => attempt.Id == round);

    /// <summary>Whether something happened that is to be written and told. A word by itself can wait, but for acceptances when the next sum does too.</summary>
    public bool HasNews =>
        !Changes.IsEmpty || All.Any(attempt => attempt.Notices.HasNews) || (IsAccepted && Current is null or { Step: SumStep.Adverts });

    /// <summary>Whether enough members have accepted the sum before, whose masked vectors are still here.</summary>
    private bool IsAccepted => Settling is { Acceptances.IsEnough: true, HasMasked: true };

    // What is made ahead has no row before its list of adverts is fixed.
    private IEnumerable<SumAttempt> Stored => All.Where(attempt => attempt != Ahead || attempt.Step > SumStep.Adverts);

    /// <summary>Everything that is to be written now. The same again until <see cref="Publish"/>.</summary>
    public SumChanges Collect()
    {
        Changes.Words.Clear();
        foreach (SumAttempt attempt in Stored)
            attempt.CollectInto(Changes);
        return Changes;
    }

    /// <summary>What was collected is on the disk, and can be told.</summary>
    public void Publish()
    {
        Changes = new SumChanges(study);
        foreach (SumAttempt attempt in Stored)
            attempt.Publish();
        // The acceptances are written: nobody needs the masked vectors any longer.
        if (IsAccepted)
            Settling!.ForgetMasked();
    }
}
