using FedMat.Notices;
using FedMat.Storage.Agreements;

namespace FedMat.Node;

/// <summary>What a steward should know of a running node.</summary>
internal sealed class NodeNotices(
    AgreementStore agreement, RosterKeeper rosters, Acquaintances acquaintances, StatusBoard status, TimeProvider time) : INoticeSource
{
    public async Task<IReadOnlyList<Notice>> LookAsync(CancellationToken cancellation)
    {
        DateTimeOffset now = time.GetUtcNow();
        List<StudyRequest> requests = await agreement.StudiesAsync(cancellation).ConfigureAwait(false);
        KnownMembers known = await acquaintances.ReadAsync(rosters.Current, cancellation).ConfigureAwait(false);
        (Connection connection, DateTimeOffset since) = status.Now;
        return
        [
            .. requests.Select(request => StewardNotices.OfStudy(request, rosters.Self.Key, now)).OfType<Notice>(),
            .. StewardNotices.OfRoster(rosters.Current, rosters.Self, known, now),
            .. StewardNotices.OfConnection(connection, since, now),
        ];
    }
}
