using FedMat.Cli.Local;
using FedMat.Materials;
using FedMat.Protocol;
using FedMat.Wire.V1;

namespace FedMat.Cli.Demo;

/// <summary>
/// Loses a member on purpose: kills its node for good in the middle of the training, when the coordinator has its masked vector of a round and
/// not yet the sum.
/// </summary>
internal sealed class DemoLoss(string member, LocalNetwork network, StudyScreen screen)
{
    /// <summary>What was lost, once it was.</summary>
    public ChildProcess? Lost { get; private set; }

    /// <summary>Checks that the others are enough for a sum.</summary>
    /// <exception cref="InputException">There is no such member, or the others are too few.</exception>
    public static void Require(string member, IReadOnlyList<string> members)
    {
        if (!members.Contains(member))
            throw new InputException($"there is no member '{member}' to lose", $"Give --lose one of: {string.Join(", ", members)}.");
        if (Survivors(members.Count) < members.Count)
            return;
        int enough = Enumerable.Range(members.Count, members.Count).First(count => Survivors(count) < count);
        throw new InputException(
            $"of {members.Count} members none can be lost: a sum needs {Survivors(members.Count)} of them",
            $"Have at least {enough}: --members {enough}, or a table with as many labs.");
    }

    /// <summary>Passes a study's progress on, and does its work at the right moments.</summary>
    /// <param name="study">Of a study that runs.</param>
    /// <param name="lastSumWaits">Called when the training is done without the member and the last sum, which is exact, waits for it.</param>
    public async IAsyncEnumerable<StudyProgress> WatchAsync(IAsyncEnumerable<StudyProgress> study, Func<Task> lastSumWaits)
    {
        bool isWaiting = false;
        await foreach (StudyProgress now in study.ConfigureAwait(false))
        {
            if (Lost is null && IsTheMoment(now, member))
            {
                Lost = network.Nodes.Single(node => node.Name == member);
                Lost.Kill();
                screen.Warn($"'{member}' is lost for good: killed when its masked vector of round {now.Round + 1} had arrived, before the sum was unmasked");
            }

            if (Lost is not null && !isWaiting && now.Status == "running" && now.Round == now.Rounds)
            {
                isWaiting = true;
                await lastSumWaits().ConfigureAwait(false);
            }

            yield return now;
        }
    }

    /// <summary>
    /// A round in the second half of the training to which the member has contributed. While others have not, no sum can have been unmasked,
    /// so such a moment is waited for; towards the end any will do.
    /// </summary>
    internal static bool IsTheMoment(StudyProgress now, string member)
    {
        bool isInTheMiddle = now.Status == "running" && now.Round >= Math.Max(1, now.Rounds / 2) && now.Round < now.Rounds;
        bool isLate = 4 * now.Round >= 3 * now.Rounds || now.Round == now.Rounds - 1;
        bool isBeforeTheSum = now.Members.Any(other => !other.Contributed);
        return isInTheMiddle && (isBeforeTheSum || isLate) && now.Members.Any(one => one.Name == member && one.Contributed);
    }

    private static int Survivors(int members) => new Thresholds(members, DemoPlan.MinimumMembers).Survivors;
}
