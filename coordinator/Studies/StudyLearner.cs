using FedMat.Coordinator.Sums;
using FedMat.Crypto;
using FedMat.Learning;
using FedMat.Protocol;
using FedMat.Storage.Coordinator;

namespace FedMat.Coordinator.Studies;

/// <summary>A study's learner on states as they are stored. A state is in memory only as long as it is worked with.</summary>
internal sealed class StudyLearner(ILearner learner, CoordinatorStore store)
{
    public ILearner Learner => learner;

    /// <summary>Where a study stands.</summary>
    public (StudyPosition Position, LearnerProgress Progress) Find(StudyRecord record)
    {
        ModelState state = store.State(record.State);
        return (new StudyPosition(record.State, learner.Ask(state), record.Sums), learner.Describe(state));
    }

    /// <summary>What a stored state asks for.</summary>
    public RoundSpec? AskOf(Digest state) => learner.Ask(store.State(state));

    /// <summary>Computes the state after a sum, on another thread.</summary>
    public Task<NextState> AdvanceAsync(Digest state, RingVector sum) => Task.Run(() =>
    {
        ModelState next = learner.Advance(store.State(state), sum);
        return new NextState(next, learner.Ask(next), learner.Describe(next));
    });
}
