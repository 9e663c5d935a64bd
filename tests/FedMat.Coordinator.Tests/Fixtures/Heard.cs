using FedMat.Wire.V1;

namespace FedMat.Coordinator.Tests;

/// <summary>What a member was told so far; tests wait for it.</summary>
internal sealed class Heard
{
    private readonly Lock gate = new();
    private readonly List<SumNews> all = [];
    private TaskCompletionSource more = New();

    public IReadOnlyList<SumNews> All
    {
        get
        {
            lock (gate)
                return [.. all];
        }
    }

    public void Add(SumNews news)
    {
        TaskCompletionSource waiting;
        lock (gate)
        {
            all.Add(news);
            (waiting, more) = (more, New());
        }

        waiting.SetResult();
    }

    /// <param name="wanted">What is waited for.</param>
    /// <param name="listening">Whoever adds; where that fails, so does the waiting.</param>
    public async Task<SumNews> FindAsync(Func<SumNews, bool> wanted, Task listening)
    {
        while (true)
        {
            Task next;
            lock (gate)
            {
                if (all.Find(news => wanted(news)) is { } found)
                    return found;
                next = more.Task;
            }

            Task first = await Task.WhenAny(next, listening).WaitAsync(Party.Soon);
            await first;
            if (first == listening)
                throw new InvalidOperationException("the member stopped listening");
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
