using System.Diagnostics;
using System.Text;

namespace FedMat.Cli.Local;

/// <summary>A command of this program as a person types it, run to its end. What it prints is kept nowhere: an invitation may be in it.</summary>
/// <param name="Words">The command and its options.</param>
internal sealed record LocalCommand(params IReadOnlyList<string> Words)
{
    private static readonly TimeSpan EndsWithin = TimeSpan.FromMinutes(5);

    /// <summary>For its standard input; a line that nobody else on this machine is to see in a list of processes.</summary>
    public string Input { get; init; } = "";

    /// <summary>Opens and seals private keys; null for none.</summary>
    public string? Passphrase { get; init; }

    /// <summary>Told each line of its standard output.</summary>
    public Action<string>? Printed { get; init; }

    /// <returns>What it printed on standard output.</returns>
    /// <exception cref="IOException">It ended with another code than 0; the message has what it said.</exception>
    /// <exception cref="TimeoutException">It did not end.</exception>
    public async Task<string> RunAsync(CancellationToken cancellation)
    {
        using CancellationTokenSource bound = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        bound.CancelAfter(EndsWithin);
        using Process process = Start();
        StringBuilder output = new();
        try
        {
            await process.StandardInput.WriteLineAsync(Input).ConfigureAwait(false);
            process.StandardInput.Close();
            Task<string> errors = process.StandardError.ReadToEndAsync(bound.Token);
            while (await process.StandardOutput.ReadLineAsync(bound.Token).ConfigureAwait(false) is { } line)
            {
                output.AppendLine(line);
                Printed?.Invoke(line);
            }

            await process.WaitForExitAsync(bound.Token).ConfigureAwait(false);
            return process.ExitCode == ExitCode.Done ? output.ToString() : throw new IOException($"'{this}' failed: {(await errors.ConfigureAwait(false)).TrimEnd()}");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new TimeoutException($"'{this}' did not end within {EndsWithin.TotalMinutes:0} minutes");
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    public override string ToString() => $"fedmat {string.Join(' ', Words.Select(Shell.Quote))}";

    private Process Start()
    {
        ProcessStartInfo start = ThisProgram.With(Words);
        // What the caller's terminal is set to must not seal the keys that are made here.
        start.Environment.Remove(Storage.Passphrase.Variable);
        if (Passphrase is not null)
            start.Environment[Storage.Passphrase.Variable] = Passphrase;
        return Process.Start(start) ?? throw new UnreachableException("a new process was asked for");
    }
}
