using FedMat.Storage.Coordinator;

namespace FedMat.Coordinator.Members;

/// <summary>Who vouches for whom, as the store has it, for every stream of news. Safe for many threads.</summary>
/// <param name="stored">What was taken before, in the order of its numbers.</param>
internal sealed class VouchBoard(IReadOnlyList<StoredVouch> stored)
{
    private volatile IReadOnlyList<StoredVouch> all = stored;

    /// <summary>Those that came after a number, in their order.</summary>
    public IEnumerable<StoredVouch> After(long number) => all.Where(vouch => vouch.Number > number);

    public void Show(IReadOnlyList<StoredVouch> now) => all = now;
}
