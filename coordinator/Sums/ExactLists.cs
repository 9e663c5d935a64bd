using FedMat.Protocol;
using FedMat.Storage.Coordinator;

namespace FedMat.Coordinator.Sums;

/// <summary>
/// Over whom exact sums were taken, or may have been, in all studies of this coordinator: what the ledgers of the nodes hold, as far as it is known here.
/// Safe for many threads.
/// </summary>
internal sealed class ExactLists
{
    private readonly Lock gate = new();
    private readonly Dictionary<RoundId, ExactList> lists = [];

    /// <summary>What was written before.</summary>
    public void Know(IEnumerable<ExactList> written)
    {
        lock (gate)
        {
            foreach (ExactList list in written)
                lists[list.Attempt] = list;
        }
    }

    /// <summary>Those of one study.</summary>
    public IReadOnlyList<ExactList> Of(StudyId study)
    {
        lock (gate)
            return [.. lists.Values.Where(list => list.Attempt.Study == study)];
    }

    /// <summary>Takes a list up, unless another one of its family stands against it.</summary>
    /// <param name="list">Not told to anybody so far.</param>
    /// <param name="allows">Whether it may follow an earlier one.</param>
    /// <returns>The list that stands against it; null when it was taken up.</returns>
    public ExactList? Add(ExactList list, Func<ExactList, bool> allows)
    {
        lock (gate)
        {
            ExactList? against = lists.Values
                .FirstOrDefault(earlier => earlier.Family == list.Family && earlier.Attempt != list.Attempt && !allows(earlier));
            if (against is null)
                lists[list.Attempt] = list;
            return against;
        }
    }

    /// <summary>An attempt is closed by certificate: no sum over its list will ever be taken.</summary>
    public void Strike(RoundId attempt)
    {
        lock (gate)
            lists.Remove(attempt);
    }
}
