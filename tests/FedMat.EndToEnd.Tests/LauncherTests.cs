namespace FedMat.EndToEnd.Tests;

/// <summary>`./fedmat` when everything is built already.</summary>
public sealed class LauncherTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>The stamp decides: neither the SDK nor the package manager is asked anything.</summary>
    [Theory]
    [InlineData("dotnet")]
    [InlineData("apt-get")]
    public async Task Launcher_WithAnUpToDateStamp_CallsNoTool(string tool)
    {
        string called = folder["called"];
        string bin = folder.New("bin");
        string trap = Path.Combine(bin, tool);
        File.WriteAllText(trap, $"#!/bin/sh\necho \"$0 $*\" >>{called}\nexit 1\n");
        File.SetUnixFileMode(trap, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await using Running launcher = Running.Start(
            Path.Combine(Checkout.Root, "fedmat"), folder.Path,
            new Dictionary<string, string> { ["PATH"] = $"{bin}:{Environment.GetEnvironmentVariable("PATH")}" },
            "--version");
        int code = await launcher.ExitAsync();
        Assert.False(File.Exists(called), $"it built or installed; run ./fedmat --version first:\n{launcher.Errors}");
        Assert.Equal(0, code);
        Assert.Matches(@"^[0-9]+\.[0-9]+\.[0-9]+", launcher.Output);
        Assert.Empty(launcher.Errors);
    }
}
