using System.Diagnostics;

namespace FedMat.Cli.Local;

/// <summary>This very program, to be started again.</summary>
internal static class ThisProgram
{
    /// <summary>A start with pipes in the place of the terminal.</summary>
    public static ProcessStartInfo With(IEnumerable<string> arguments)
    {
        string program = Environment.ProcessPath ?? throw new UnreachableException("a process has a path");
        ProcessStartInfo start = new(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // dotnet fedmat.dll: the program is the runtime, and its first argument this assembly.
        if (Path.GetFileNameWithoutExtension(program).Equals("dotnet", StringComparison.OrdinalIgnoreCase))
            start.ArgumentList.Insert(0, typeof(ThisProgram).Assembly.Location);
        return start;
    }
}
