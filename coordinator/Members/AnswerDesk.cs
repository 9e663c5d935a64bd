using FedMat.Coordinator.Access;
using FedMat.Coordinator.Hosting;
using FedMat.Coordinator.Rounds;
using FedMat.Protocol;
using FedMat.Storage.Coordinator;
using Microsoft.Extensions.Logging;

namespace FedMat.Coordinator.Members;

/// <summary>
/// Takes members' answers to plans, to show them to administrators. Nothing here hangs on them: each node looks at its own consent before it contributes.
/// </summary>
internal sealed class AnswerDesk(
    AnswerBoard board, WordDesk words, CoordinatorStore store, RosterDesk rosters, NewsBoard news, TimeProvider time, ILogger<AnswerDesk> log) : IDisposable
{
    /// <summary>Held from the look at the last answer until the next one is written.</summary>
    private readonly SemaphoreSlim taking = new(1, 1);

    /// <exception cref="RefusedException">FM107: another or a later answer is there. FM203, FM209, FM302 or FM316.</exception>
    public async Task TakeAsync(Member caller, Signed<StudyConsent> answer, CancellationToken cancellation)
    {
        StudyConsent content = answer.Content;
        WordDesk.RequireOwn(caller, content.Member);
        MemberWords.RequireSigned(answer, caller, content.Consortium, rosters.Roster, "answer");
        words.RunOf(caller, content.Study);
        await taking.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            Signed<StudyConsent>? before = board.Find(content.Study, caller.Id);
            if (before?.Hash == answer.Hash)
                return;
            if (content.Number <= before?.Content.Number)
                throw new RefusedException(
                    RefusalCode.Malformed, $"answer {content.Number} of '{caller.Name}' to study {content.Study.Short}: answer {before.Content.Number} is here already");
            AuditEntry entry = new(time.GetUtcNow(), caller.Name, "answered a plan", $"study {content.Study.Short}: {content.Answer}, number {content.Number}");
            await store.Membership.AnswerAsync(answer, entry, CancellationToken.None).ConfigureAwait(false);
            board.Show(answer);
        }
        finally
        {
            taking.Release();
        }

        Log.Answered(log, content.Study.Short, caller.Name, content.Answer);
        news.Progress.Signal();
    }

    public void Dispose() => taking.Dispose();
}
