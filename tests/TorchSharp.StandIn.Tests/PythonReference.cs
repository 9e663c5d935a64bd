using System.Diagnostics;
using System.Text.Json;

namespace TorchSharp.StandIn.Tests;

/// <summary>What reference.py printed: PyTorch's values by name. Run once for all classes of the collection.</summary>
[CollectionDefinition(Collection)]
public sealed class PythonReference : IAsyncLifetime, ICollectionFixture<PythonReference>
{
    public const string Collection = "python";
    internal const string Interpreter = "/usr/bin/python3";
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);
    private Dictionary<string, double[]> _values = [];

    internal double[] this[string name] => _values[name];

    public async Task InitializeAsync()
    {
        var start = new ProcessStartInfo(Interpreter, [Path.Combine(AppContext.BaseDirectory, "reference.py")])
        {
            RedirectStandardOutput = true,
        };
        if (new TorchFactAttribute().Skip is not null)
            return;
        using Process process = Process.Start(start)!;
        string json = await process.StandardOutput.ReadToEndAsync().WaitAsync(s_patience);
        await process.WaitForExitAsync().WaitAsync(s_patience);
        _values = JsonSerializer.Deserialize<Dictionary<string, double[]>>(json)!;
    }

    public Task DisposeAsync() => Task.CompletedTask;
}
