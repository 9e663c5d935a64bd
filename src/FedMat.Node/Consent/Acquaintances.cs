using FedMat.Protocol;
using FedMat.Storage.Agreements;

namespace FedMat.Node;

/// <summary>Who is known at the running node: read again when the roster or the steward's word has changed.</summary>
internal sealed class Acquaintances(AgreementStore agreement, RosterKeeper rosters, NodePolicy policy) : IDisposable
{
    private readonly AgreementWatch watch = agreement.Watch();
    private readonly SemaphoreSlim turn = new(1);
    private (Roster Roster, KnownMembers Known)? read;

    public async Task<KnownMembers> ReadAsync(CancellationToken cancellation)
    {
        await turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            Roster roster = rosters.Current;
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
