using FedMat.Storage.Agreements;
using Microsoft.Extensions.Hosting;

namespace FedMat.Node;

/// <summary>Sees, within about a second, what a command wrote into the agreement, that a consent has ended, and that a held contribution may go.</summary>
internal sealed class ConsentWatch(
    AgreementStore agreement, StudyDoor door, SumDesk sums, ConsentCheck check, NewsReader news, AnswerSender sender, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);
    private DateTimeOffset? nextEnd;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using AgreementWatch watch = agreement.Watch();
        using PeriodicTimer timer = new(Interval, time);
        nextEnd = NextEnd(await agreement.StudiesAsync(stoppingToken).ConfigureAwait(false));
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            DateTimeOffset now = time.GetUtcNow();
            if (watch.HasChanged() || nextEnd <= now)
                await ReconsiderAsync(stoppingToken).ConfigureAwait(false);
            if (check.IsDue(now))
                sums.Reconsider();
        }
    }

    private async Task ReconsiderAsync(CancellationToken cancellation)
    {
        sender.Wake();
        bool isNew = false;
        foreach (StudyRequest request in await agreement.StudiesAsync(cancellation).ConfigureAwait(false))
        {
            if (request.Ended is null)
                isNew |= await door.DecideAsync(request.Plan, cancellation).ConfigureAwait(false);
        }

        nextEnd = NextEnd(await agreement.StudiesAsync(cancellation).ConfigureAwait(false));
        sums.Reconsider();
        // Steps that came before the consent were passed over: on a new connection the coordinator tells them again.
        if (isNew)
            news.Renew();
    }

    private DateTimeOffset? NextEnd(List<StudyRequest> requests)
    {
        DateTimeOffset now = time.GetUtcNow();
        return requests.Where(request => request.State(now) == StudyState.Consented).Min(request => (DateTimeOffset?)request.Consent!.Document.Content.Until);
    }
}
