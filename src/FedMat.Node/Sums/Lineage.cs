using FedMat.Crypto;
using FedMat.Learning;
using FedMat.Protocol;

namespace FedMat.Node;

/// <summary>
/// The model states of a study as this node has verified them: the first is a function of the plan, and every other one follows from a sum that it
/// checked, or was accepted by enough others. It goes on from no other.
/// </summary>
internal sealed class Lineage
{
    private readonly ILearner learner;
    private (ModelState State, RoundSpec? Ask)? next;

    // What was reached before a restart: a round and the hash of its state, whose bytes are not here yet.
    private (int Round, Digest State)? remembered;

    public Lineage(ILearner learner)
    {
        this.learner = learner;
        State = learner.Start();
        Ask = learner.Ask(State);
    }

    /// <summary>The round that starts from <see cref="State"/>.</summary>
    public int Round { get; private set; } = 1;

    public ModelState State { get; private set; }

    /// <summary>What is asked in that state; null when the learner is done.</summary>
    public RoundSpec? Ask { get; private set; }

    /// <summary>Whether a round may start from a state, as far as this node knows.</summary>
    /// <returns>Null also for a round beyond those that this node has seen.</returns>
    public Refusal? Refuse(RoundId round, Digest state)
    {
        (int reached, Digest known) = remembered ?? (Round, State.Hash);
        if (round.Round < reached)
            return new Refusal(RefusalCode.RoundUnexpected, $"round {round.Round} is over for this node, which has reached round {reached}");
        if (round.Round > reached)
            return null;
        if (state != known)
            return new Refusal(RefusalCode.StateNotReached, $"{round} is to start from state {state.Short}; this node has reached {known.Short}");
        if (remembered is not null)
            return null;
        return Ask is null ? new Refusal(RefusalCode.RoundUnexpected, "in this state the learner is done and asks nothing") : null;
    }

    /// <summary>After a restart: what this node has accepted. Its own word is proof enough of the state, whose bytes have to be fetched.</summary>
    public void Remember(int round, Digest state) => remembered = (round, state);

    /// <summary>Whether a state is known by its hash alone.</summary>
    public bool IsRemembered(int round, Digest state) => remembered == (round, state);

    /// <summary>Computes the state that follows from a sum that is not checked yet.</summary>
    /// <returns>The state, and what it asks; null when the learner is done then.</returns>
    /// <exception cref="RefusedException">FM312: the members cannot have made such a sum.</exception>
    public (ModelState State, RoundSpec? Ask) Advance(RingVector sum)
    {
        ModelState state = learner.Advance(State, sum);
        next = (state, learner.Ask(state));
        return next.Value;
    }

    /// <summary>The sum has been checked: the state that follows from it is reached.</summary>
    public void Accept()
    {
        (State, Ask) = next ?? throw new InvalidOperationException("no state was computed");
        next = null;
        Round++;
    }

    /// <summary>Others have proven a state.</summary>
    /// <exception cref="RefusedException">FM310: it is no state of this plan's learner.</exception>
    public void Jump(int round, ModelState state)
    {
        try
        {
            Ask = learner.Ask(state);
        }
        catch (FormatException error)
        {
            throw new RefusedException(RefusalCode.RoundUnexpected, error.Message, error);
        }

        (Round, State, next, remembered) = (round, state, null, null);
    }
}
