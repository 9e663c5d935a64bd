using FedMat.Coordinator.Access;
using FedMat.Coordinator.Hosting;
using FedMat.Coordinator.Rounds;
using FedMat.Protocol;
using Microsoft.Extensions.Logging;

namespace FedMat.Coordinator.Members;

/// <summary>
/// What a roster changes in a coordinator that runs: who is out of it loses its streams, running studies go on under it from what is written, as they would
/// after a restart, and every member is told.
/// </summary>
internal sealed class RosterChange(
    RosterDesk rosters, MemberAccess access, StreamLimit streams, RoundDriver driver, NewsBoard news, ILogger<RosterChange> log)
{
    /// <param name="roster">Stored, and the successor of the newest one.</param>
    /// <param name="administrator">Who published it.</param>
    public async Task TakeAsync(Signed<Roster> roster, string administrator)
    {
        rosters.Take(roster);
        Log.RosterTaken(log, roster.Content.Number, roster.Content.Members.Count, administrator);
        if (rosters.Foreign is not null)
            Log.RosterForeign(log, roster.Content.Number);
        streams.End(member => access.Refuse(member) is not null);
        await driver.ReopenAsync().ConfigureAwait(false);
        news.SignalRound();
    }
}
