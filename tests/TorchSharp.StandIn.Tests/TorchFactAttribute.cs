using System.Diagnostics;

namespace TorchSharp.StandIn.Tests;

/// <summary>A fact that needs Debian's PyTorch to compare with.</summary>
internal sealed class TorchFactAttribute : FactAttribute
{
    private static readonly Lazy<bool> s_present = new(Find);

    public TorchFactAttribute()
    {
        if (!s_present.Value)
            Skip = "needs python3-torch: apt-get install python3-torch";
    }

    private static bool Find()
    {
        if (!File.Exists(PythonReference.Interpreter))
            return false;
        var look = new ProcessStartInfo(PythonReference.Interpreter,
            ["-c", "import importlib.util, sys; sys.exit(importlib.util.find_spec('torch') is None)"]);
        using Process process = Process.Start(look)!;
        return process.WaitForExit(TimeSpan.FromSeconds(30)) && process.ExitCode == 0;
    }
}
