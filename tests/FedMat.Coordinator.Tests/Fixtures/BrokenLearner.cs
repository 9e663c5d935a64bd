using FedMat.Learning;
using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Coordinator.Tests;

/// <summary>A learner that fails a few times where a test says, and then works.</summary>
internal sealed class BrokenLearner(ILearner learner, Action asks, Action advances) : ILearner
{
    /// <summary>Throws so many times.</summary>
    public static Action Times(int times, Func<Exception> error)
    {
        int left = times;
        return () =>
        {
            if (Interlocked.Decrement(ref left) >= 0)
                throw error();
        };
    }

    public static void Never()
    {
    }

    public ModelState Start() => learner.Start();

    public RoundSpec? Ask(ModelState state)
    {
        asks();
        return learner.Ask(state);
    }

    public LocalVector Contribute(ModelState state, Dataset data, CancellationToken cancellation) => learner.Contribute(state, data, cancellation);

    public ModelState Advance(ModelState state, RingVector sum)
    {
        advances();
        return learner.Advance(state, sum);
    }

    public LearnerProgress Describe(ModelState state) => learner.Describe(state);

    public IModel Model(ModelState state) => learner.Model(state);
}
