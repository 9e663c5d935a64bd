using System.Diagnostics;

namespace Grpc.StandIn.Tests;

/// <summary>A script of the Python folder, run by the system's Python; killed when disposed.</summary>
public sealed class PythonProcess : IDisposable
{
    private const string Interpreter = "/usr/bin/python3";

    private readonly Process _process;

    private PythonProcess(params string[] arguments)
    {
        _process = Process.Start(new ProcessStartInfo(Interpreter, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            WorkingDirectory = Path.Combine(AppContext.BaseDirectory, "Python"),
        })!;
    }

    /// <summary>Why Python tests cannot run here, or null when they can.</summary>
    public static string? Missing { get; } = FindMissing();

    public static async Task<string> RunClientAsync(params string[] arguments)
    {
        using var python = new PythonProcess(["client.py", .. arguments]);
        string output = await python._process.StandardOutput.ReadToEndAsync().WaitAsync(EchoServer.Patience);
        return output.TrimEnd();
    }

    public static async Task<(PythonProcess Server, int Port)> StartServerAsync(params string[] arguments)
    {
        var python = new PythonProcess(["server.py", .. arguments]);
        string? port = await python._process.StandardOutput.ReadLineAsync().WaitAsync(EchoServer.Patience);
        return (python, int.Parse(port!));
    }

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
    }

    private static string? FindMissing()
    {
        if (!File.Exists(Interpreter))
            return $"{Interpreter} is missing";
        using Process probe = Process.Start(Interpreter, ["-c", "import grpc"]);
        return probe.WaitForExit(EchoServer.Patience) && probe.ExitCode == 0 ? null : $"{Interpreter} has no grpc: install python3-grpcio";
    }
}
