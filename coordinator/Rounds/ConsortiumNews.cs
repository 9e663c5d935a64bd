using FedMat.Coordinator.Access;
using FedMat.Coordinator.Members;
using FedMat.Protocol;
using FedMat.Storage.Coordinator;
using FedMat.Wire;
using FedMat.Wire.V1;

namespace FedMat.Coordinator.Rounds;

/// <summary>What one stream of news has told its member about the consortium: the roster, where it is newer than the member's, and all vouches.</summary>
internal sealed class ConsortiumNews(MemberId member, RosterDesk rosters, VouchBoard vouches)
{
    private int roster = rosters.KnownTo(member);
    private long vouch;

    /// <summary>What was not told so far.</summary>
    public IEnumerable<News> Tell()
    {
        Signed<Roster> newest = rosters.Signed;
        if (newest.Content.Number > roster)
        {
            roster = newest.Content.Number;
            rosters.Remember(member, roster);
            yield return new News { Roster = newest.ToBytes() };
        }

        foreach (StoredVouch next in vouches.After(vouch))
        {
            vouch = next.Number;
            yield return new News { Vouch = next.Vouch.ToBytes() };
        }
    }
}
