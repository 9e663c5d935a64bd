using System.CommandLine;
using System.Globalization;
using FedMat.Node;
using FedMat.Storage.Agreements;

namespace FedMat.Cli.Commands;

/// <summary>`fedmat node preview`: the first vector of a study before it is masked. It stays on the steward's screen.</summary>
internal static class PreviewCommand
{
    private const int MostShown = 12;

    public static Command Create()
    {
        Argument<string> id = new("id") { Description = "The study's id, or its first 8 digits or more." };
        Option<bool> json = new("--json") { Description = "Print one JSON document: every number." };
        Command command = new("preview", "The very vector of a study's first sum before it is masked, by block, and how many rows stand behind each number.") { id, HostCommands.Config, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            NodeOptions options = NodeOptions.Read(parsed.GetRequiredValue(HostCommands.Config).FullName);
            using StewardDesk desk = StewardDesk.Open(options, TimeProvider.System);
            StudyRequest request = await desk.FindAsync(parsed.GetRequiredValue(id), cancellation).ConfigureAwait(false);
            VectorPreview preview = await StudyPreview.FirstAsync(options, request.Plan.Content, cancellation).ConfigureAwait(false);
            if (parsed.GetValue(json))
                ModelCommands.Print(preview);
            else
                Print(preview);
            return ExitCode.Done;
        });
        return command;
    }

    private static void Print(VectorPreview preview)
    {
        Console.Out.WriteLine(FormattableString.Invariant($"Sum '{preview.Phase}' over {preview.Rows:#,0} rows: {preview.Numbers:#,0} numbers of {preview.RingBits} bits, {preview.Bytes:#,0} bytes."));
        Console.Out.WriteLine("As it is here, before random masks are added; nobody else ever sees it.");
        foreach (BlockPreview block in preview.Blocks)
        {
            Console.Out.WriteLine();
            Console.Out.WriteLine(FormattableString.Invariant($"{block.Name}: {block.What ?? "numbers"}; {Numbers(block.Values.Count)}, {block.Filled:#,0} not 0"));
            if (block.FewestRows is { } fewest)
                Console.Out.WriteLine($"  fewest rows behind one that is not 0: {fewest.ToString(CultureInfo.InvariantCulture)}");
            foreach ((int slot, double value) in block.Values.Select((value, slot) => (slot, value)).Where(entry => entry.value != 0).Take(MostShown))
                Console.Out.WriteLine($"  {block.LabelOf(slot)}: {value.ToString(CultureInfo.InvariantCulture)} ({Rows(block.Rows[slot])})");
            if (block.Filled > MostShown)
                Console.Out.WriteLine(FormattableString.Invariant($"  and {block.Filled - MostShown:#,0} more; --json has them all"));
        }
    }

    private static string Numbers(int count) => count == 1 ? "1 number" : FormattableString.Invariant($"{count:#,0} numbers");

    private static string Rows(int rows) => rows == 1 ? "1 row" : FormattableString.Invariant($"{rows:#,0} rows");
}
