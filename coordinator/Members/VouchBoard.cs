using System.Collections.Immutable;
using FedMat.Storage.Coordinator;

namespace FedMat.Coordinator.Members;

/// <summary>Who vouches for whom, as the store has it, for every stream of news. Safe for many readers and one writer at a time.</summary>
/// <param name="stored">What was taken before.</param>
internal sealed class VouchBoard(IEnumerable<StoredVouch> stored)
{
    private volatile ImmutableSortedDictionary<long, StoredVouch> all = stored.ToImmutableSortedDictionary(vouch => vouch.Number, vouch => vouch);
    private long newest = stored.Select(vouch => vouch.Number).DefaultIfEmpty().Max();

    /// <summary>Those that came after a number, in their order.</summary>
    public IEnumerable<StoredVouch> After(long number) =>
        number >= Volatile.Read(ref newest) ? [] : all.Values.Where(vouch => vouch.Number > number);

    /// <param name="vouch">With a number higher than all before.</param>
    /// <param name="replaced">The number of the one whose place it takes; null for none.</param>
    public void Show(StoredVouch vouch, long? replaced)
    {
        ImmutableSortedDictionary<long, StoredVouch> next = all.Add(vouch.Number, vouch);
        all = replaced is { } before ? next.Remove(before) : next;
        Volatile.Write(ref newest, vouch.Number);
    }
}
