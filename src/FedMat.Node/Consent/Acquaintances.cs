using FedMat.Protocol;
using FedMat.Storage.Agreements;

namespace FedMat.Node;

/// <summary>Who is known at the running node: read again when the roster or the steward's word has changed.</summary>
internal sealed class Acquaintances(AgreementStore agreement, RosterKeeper rosters, NodePolicy policy) : IDisposable
{
    private readonly AgreementWatch watch = agreement.Watch();
    private readonly SemaphoreSlim turn = new(1);
    private (Roster Roster, KnownMembers Known)? read;

    /// <param name="roster">Whose keys the members are known by.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async Task<KnownMembers> ReadAsync(Roster roster, CancellationToken cancellation)
    {
        await turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            bool hasChanged = watch.HasChanged();
            if (hasChanged || read is not { } before || !ReferenceEquals(before.Roster, roster))
            {
                read = null;
                read = (roster, await KnownMembers.ReadAsync(agreement, roster, rosters.Self, policy.VouchesNeeded, cancellation).ConfigureAwait(false));
            }

            return read.Value.Known;
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose()
    {
        watch.Dispose();
        turn.Dispose();
    }
}
