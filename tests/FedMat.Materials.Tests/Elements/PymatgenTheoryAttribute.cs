using System.Diagnostics;

namespace FedMat.Materials.Tests;

/// <summary>A theory that needs Debian's pymatgen to compare with.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PymatgenTheoryAttribute : TheoryAttribute
{
    private static readonly Lazy<bool> Present = new(Find);

    public PymatgenTheoryAttribute()
    {
        if (!Present.Value) Skip = "needs python3-pymatgen: apt-get install python3-pymatgen";
    }

    public static bool IsPresent => Present.Value;

    private static bool Find()
    {
        if (!File.Exists(PymatgenValues.Interpreter)) return false;
        var look = new ProcessStartInfo(
            PymatgenValues.Interpreter, ["-c", "import importlib.util, sys; sys.exit(importlib.util.find_spec('pymatgen') is None)"]);
        using var process = Process.Start(look)!;
        return process.WaitForExit(TimeSpan.FromSeconds(60)) && process.ExitCode == 0;
    }
}
