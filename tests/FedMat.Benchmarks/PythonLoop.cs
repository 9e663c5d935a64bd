using System.Diagnostics;
using System.Globalization;

namespace FedMat.Benchmarks;

/// <summary>A Python process that runs a number of steps when asked and says how long they took.</summary>
internal sealed class PythonLoop : IDisposable
{
    private const string Interpreter = "/usr/bin/python3";
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(3);
    private readonly Process _process;

    internal PythonLoop(string script)
    {
        var start = new ProcessStartInfo(Interpreter, [Path.Combine(AppContext.BaseDirectory, script)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        // OpenBLAS counts its own threads; torch.set_num_threads does not reach them from Python.
        start.Environment["OPENBLAS_NUM_THREADS"] = "1";
        start.Environment["OMP_NUM_THREADS"] = "1";
        _process = Process.Start(start) ?? throw new InvalidOperationException(Interpreter + " does not start.");
    }

    internal async Task<double> SecondsAsync(int steps)
    {
        await _process.StandardInput.WriteLineAsync(steps.ToString(CultureInfo.InvariantCulture));
        await _process.StandardInput.FlushAsync();
        string line = await _process.StandardOutput.ReadLineAsync().WaitAsync(s_patience)
            ?? throw new InvalidOperationException("Python stopped; is its python3-torch or python3-sklearn installed?");
        return double.Parse(line, CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(TimeSpan.FromSeconds(5)))
            _process.Kill();
        _process.Dispose();
    }
}
