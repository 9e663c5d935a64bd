using System.Diagnostics;

namespace FedMat.Cli.Local;

/// <summary>
/// A coordinator or node as a process of its own, its output in a log file. It runs while its standard input is open, so it ends
/// with this process however this one ends.
/// </summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private static readonly TimeSpan StopsWithin = TimeSpan.FromSeconds(20);
    private readonly Process process;
    private readonly StreamWriter log;
    private readonly Lock writing = new();

    private ChildProcess(string name, string commandLine, Process process, StreamWriter log, string logFile)
    {
        Name = name;
        CommandLine = commandLine;
        LogFile = logFile;
        this.process = process;
        this.log = log;
    }

    /// <summary>Told each line that it prints.</summary>
    public event Action<string>? Printed;

    public string Name { get; }

    public int Id => process.Id;

    /// <summary>What a person types to start it by hand.</summary>
    public string CommandLine { get; }

    public string LogFile { get; }

    /// <summary>Whether somebody ended it: a signal, as the shell counts, or a request to stop, the only end of a host with 0.</summary>
    public bool WasKilled => process.HasExited && process.ExitCode is 0 or > 128;

    /// <summary>Ends when the process does.</summary>
    public Task ExitAsync(CancellationToken cancellation) => process.WaitForExitAsync(cancellation);

    /// <summary>Says that something is wrong with it, with the end of its log.</summary>
    /// <param name="what">What it did or did not do: "ended by itself".</param>
    public IOException Failure(string what) => new($"'{Name}' {what}; the end of its log:{Environment.NewLine}{Tail()}");

    /// <param name="name">For people.</param>
    /// <param name="logFile">Takes all it prints.</param>
    /// <param name="arguments">Of this very program.</param>
    public static ChildProcess Start(string name, string logFile, params IReadOnlyList<string> arguments)
    {
        ProcessStartInfo start = ThisProgram.With([.. arguments, "--while-input-open"]);
        StreamWriter log = new(new FileStream(logFile, FileMode.Append, FileAccess.Write, FileShare.Read)) { AutoFlush = true };
        Process process = Process.Start(start) ?? throw new UnreachableException("a new process was asked for");
        ChildProcess child = new(name, string.Join(' ', arguments.Select(Shell.Quote)), process, log, logFile);
        process.OutputDataReceived += child.Keep;
        process.ErrorDataReceived += child.Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return child;
    }

    /// <summary>Ends it without a word (SIGKILL).</summary>
    public void Kill() => process.Kill();

    /// <summary>The last lines of the log, for a message about why it ended.</summary>
    public string Tail(int lines = 5)
    {
        using FileStream file = new(LogFile, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using StreamReader reader = new(file);
        return string.Join(Environment.NewLine, reader.ReadToEnd().TrimEnd().Split('\n').TakeLast(lines));
    }

    /// <summary>Asks it to stop and, should it not, ends it.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            process.StandardInput.Close();
            using CancellationTokenSource bound = new(StopsWithin);
            await process.WaitForExitAsync(bound.Token).ConfigureAwait(false);
        }
        catch (Exception error) when (error is OperationCanceledException or IOException)
        {
            process.Kill(entireProcessTree: true);
        }

        process.Dispose();
        await log.DisposeAsync().ConfigureAwait(false);
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is null)
            return;
        lock (writing)
            log.WriteLine(line.Data);
        Printed?.Invoke(line.Data);
    }
}
