namespace FedMat.Cli;

/// <summary>What the shell sees.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>The world's fault: network, disk, another process, a damaged download.</summary>
    public const int World = 1;

    /// <summary>The user's mistake: a wrong option, file, value or key.</summary>
    public const int User = 2;

    /// <summary>As a shell reports an interrupt.</summary>
    public const int Interrupted = 130;
}
