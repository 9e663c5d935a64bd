using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace FedMat.EndToEnd.Tests;

/// <summary>The program as a process. Whatever it still is at the end of a test, it is killed.</summary>
internal sealed class Running : IAsyncDisposable
{
    public static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);
    public static readonly TimeSpan Later = TimeSpan.FromSeconds(150);

    private readonly Process process;
    private readonly StringBuilder output = new();
    private readonly StringBuilder errors = new();
    private readonly List<(Func<string, bool> Wanted, TaskCompletionSource<string> Seen)> waits = [];
    private readonly Lock reading = new();

    private Running(Process process) => this.process = process;

    public int Id => process.Id;

    public string Output => Read(output);

    public string Errors => Read(errors);

    /// <param name="folder">The working folder, and the place of temporary files.</param>
    /// <param name="arguments">Of fedmat.</param>
    public static Running Fedmat(string folder, params IReadOnlyList<string> arguments) => Start(Checkout.App, folder, null, arguments);

    public static Running Start(string program, string folder, IReadOnlyDictionary<string, string>? environment, params IReadOnlyList<string> arguments)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["TMPDIR"] = folder;
        foreach ((string name, string value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        Running running = new(Process.Start(start)!);
        running.process.OutputDataReceived += (_, line) => running.Take(running.output, line.Data);
        running.process.ErrorDataReceived += (_, line) => running.Take(running.errors, line.Data);
        running.process.BeginOutputReadLine();
        running.process.BeginErrorReadLine();
        running.process.StandardInput.Close();
        return running;
    }

    /// <summary>Runs it to its end.</summary>
    public static async Task<Finished> ToEndAsync(string folder, params IReadOnlyList<string> arguments)
    {
        await using Running running = Fedmat(folder, arguments);
        int code = await running.ExitAsync(Later);
        return new Finished(code, running.Output, running.Errors);
    }

    /// <summary>The first line, of either stream and past or to come, that has this text in it.</summary>
    public Task<string> LineAsync(string text, TimeSpan? within = null) =>
        LineAsync(text, line => line.Contains(text, StringComparison.Ordinal), within ?? Soon);

    /// <summary>Waits until a study shown by this process has come to a training round; a screen may pass over some.</summary>
    public Task RoundAsync(int round, int of) =>
        LineAsync($"round {round}/{of}", line => Regex.Match(line, $"round +([0-9]+)/{of}") is { Success: true } match && int.Parse(match.Groups[1].Value) >= round, Later);

    /// <summary>Waits until all that it has said on standard error so far is as wanted; looked at with each line.</summary>
    public Task UntilAsync(Func<string, bool> wanted, string what) => LineAsync(what, _ => wanted(Errors), Later);

    private async Task<string> LineAsync(string what, Func<string, bool> wanted, TimeSpan within)
    {
        TaskCompletionSource<string> seen = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (reading)
        {
            string? past = $"{output}{errors}".Split('\n').FirstOrDefault(wanted);
            if (past is not null)
                return past;
            waits.Add((wanted, seen));
        }

        Task exit = process.WaitForExitAsync();
        Task bound = Task.Delay(within);
        Task first = await Task.WhenAny(seen.Task, exit, bound);
        if (first == bound)
            throw new TimeoutException($"did not say '{what}' within {within.TotalSeconds:0} s; so far:\n{Output}{Errors}");
        if (first == exit && !seen.Task.IsCompleted)
            throw new InvalidOperationException($"ended with {process.ExitCode} before it said '{what}':\n{Output}{Errors}");
        return await seen.Task;
    }

    public async Task<int> ExitAsync(TimeSpan? within = null)
    {
        try
        {
            await process.WaitForExitAsync().WaitAsync(within ?? Soon);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"did not end; so far:\n{Output}{Errors}");
        }

        return process.ExitCode;
    }

    public async Task<int> TerminateAsync()
    {
        await Processes.SignalAsync("TERM", Id);
        return await ExitAsync();
    }

    public async Task KillAsync()
    {
        process.Kill();
        await ExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync().WaitAsync(Soon);
        process.Dispose();
    }

    private void Take(StringBuilder to, string? line)
    {
        if (line is null)
            return;
        lock (reading)
        {
            to.Append(line).Append('\n');
            foreach ((Func<string, bool> isWanted, TaskCompletionSource<string> seen) in waits)
            {
                if (isWanted(line))
                    seen.TrySetResult(line);
            }
        }
    }

    private string Read(StringBuilder from)
    {
        lock (reading)
            return from.ToString();
    }
}
