using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using FedMat.Node;

namespace FedMat.Cli.Commands;

/// <summary>`fedmat node doctor`: what is wrong with a node, and what to do about it.</summary>
internal static class DoctorCommand
{
    private static readonly JsonSerializerOptions JsonForm = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    public static Command Create()
    {
        Option<bool> json = new("--json") { Description = "Print one JSON document." };
        Command command = new("doctor", "Look for what keeps the node from working: settings, keys, data, machine, network, coordinator. Changes nothing.") { HostCommands.Config, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            bool isJson = parsed.GetValue(json);
            List<Diagnosis> lines = [];
            await NodeDoctor.RunAsync(
                parsed.GetRequiredValue(HostCommands.Config).FullName,
                line =>
                {
                    lines.Add(line);
                    if (!isJson)
                        Console.Out.WriteLine(Text(line));
                },
                TimeProvider.System, cancellation).ConfigureAwait(false);
            bool isWell = lines.TrueForAll(line => line.Health != Health.Problem);
            Console.Out.WriteLine(isJson ? JsonSerializer.Serialize(new { isWell, checks = lines }, JsonForm) : isWell ? "Nothing is wrong." : "Something is wrong: see the lines marked PROBLEM.");
            return isWell ? ExitCode.Done : ExitCode.World;
        });
        return command;
    }

    internal static string Text(Diagnosis line)
    {
        string mark = line.Health switch
        {
            Health.Ok => "ok",
            Health.Note => "note",
            Health.Problem => "PROBLEM",
            _ => "-",
        };
        string remedy = line.Remedy.Length == 0 ? "" : $"{Environment.NewLine}{"",-25}-> {TerminalText.Plain(line.Remedy)}";
        return $"{mark,-8} {line.Check,-15} {TerminalText.Plain(line.Found)}{remedy}";
    }
}
