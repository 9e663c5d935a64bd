using System.CommandLine;
using FedMat.Cli;
using FedMat.Cli.Commands;
using Spectre.Console;

RootCommand root = new("FedMat: a federated learning network for materials data. Data stays in place; models travel.")
{
    DemoCommand.Create(),
    SimulateCommand.Create(),
    BenchCommands.Create(),
    CoordinatorCommands.Create(),
    NodeCommands.Create(),
    ModelCommands.Create(),
    SealCommands.Create(),
    DocsCommands.Create(),
};

// In a file or a pipe nobody's terminal sets the width, and colours are noise.
if (Console.IsOutputRedirected)
{
    AnsiConsole.Profile.Width = 200;
    AnsiConsole.Profile.Capabilities.Ansi = false;
    AnsiConsole.Profile.Capabilities.ColorSystem = ColorSystem.NoColors;
}

if (args.Length == 0)
{
    await root.Parse("--help").InvokeAsync().ConfigureAwait(false);
    return ExitCode.User;
}

ParseResult parsed = root.Parse(args);
if (parsed.Errors.Count > 0)
{
    foreach (System.CommandLine.Parsing.ParseError error in parsed.Errors)
        Console.Error.WriteLine($"fedmat: {error.Message}");
    Console.Error.WriteLine("fedmat: add --help to see what the command takes");
    return ExitCode.User;
}

try
{
    return await parsed.InvokeAsync(new InvocationConfiguration
    {
        EnableDefaultExceptionHandler = false,
        ProcessTerminationTimeout = TimeSpan.FromSeconds(30),
    }).ConfigureAwait(false);
}
#pragma warning disable CA1031 // The last door: whatever comes here becomes a message and an exit code.
catch (Exception error)
#pragma warning restore CA1031
{
    return Failure.Report(error);
}
