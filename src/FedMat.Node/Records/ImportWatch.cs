using System.Text;
using FedMat.Materials;
using FedMat.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FedMat.Node;

/// <summary>
/// Imports the tables that somebody or an instrument puts into a folder, once a file has stayed as it is for a while. A file that changes takes its own
/// place; FILE.mapping.json beside it says how to read it; FILE.report.txt says what came of it.
/// </summary>
/// <param name="folder">Where tables are put.</param>
/// <param name="import">Takes them in.</param>
/// <param name="time">Paces the looks.</param>
/// <param name="log">Gets names and numbers of rows.</param>
internal sealed class ImportWatch(string folder, RecordImport import, TimeProvider time, ILogger<ImportWatch> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    private static readonly string[] Kinds = [".csv", ".tsv", ".xlsx", ".xls"];
    private readonly Dictionary<string, (Stamp Stamp, bool IsDone)> seen = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(Interval, time);
        do
            await LookAsync(stoppingToken).ConfigureAwait(false);
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
    }

    /// <summary>Imports the files that have stayed as they were at the look before.</summary>
    internal async Task LookAsync(CancellationToken cancellation)
    {
        string[] files = [.. Directory.CreateDirectory(folder).EnumerateFiles().Where(IsTable).Select(file => file.FullName).Order(StringComparer.Ordinal)];
        foreach (string gone in seen.Keys.Except(files).ToArray())
            seen.Remove(gone);
        foreach (string file in files)
        {
            Stamp stamp = new(TimeOf(file), new FileInfo(file).Length, TimeOf(MappingOf(file)));
            bool isSettled = seen.TryGetValue(file, out (Stamp Stamp, bool IsDone) known) && known.Stamp == stamp;
            if (!isSettled)
                seen[file] = (stamp, IsDone: false);
            else if (!known.IsDone)
                seen[file] = (stamp, await ImportAsync(file, cancellation).ConfigureAwait(false));
        }
    }

    /// <returns>False when it is to be tried again.</returns>
    private async Task<bool> ImportAsync(string file, CancellationToken cancellation)
    {
        string name = Path.GetFileName(file);
        try
        {
            ImportResult result = await import.RunAsync(file, ReadMapping(file), replace: true, _ => { }, cancellation).ConfigureAwait(false);
            Report(file, ImportText.Lines(result, name));
            if (!result.WasThere)
                log.FileImported(name, result.Import.Number, result.Import.Records, result.Import.Rejected);
            return true;
        }
        catch (InputException error)
        {
            // Its text quotes cells: it stays beside the file.
            Report(file, [error.Message]);
            log.FileNotImported(name);
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            log.ImportRetries(name, error.Message, Interval.TotalSeconds);
            return false;
        }
    }

    private static TableMapping? ReadMapping(string file)
    {
        string mapping = MappingOf(file);
        return File.Exists(mapping) ? TableMapping.Parse(File.ReadAllText(mapping), mapping) : null;
    }

    private static void Report(string file, IEnumerable<string> lines) =>
        AtomicFile.Write($"{file}.report.txt", Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n"), UnixFileMode.UserRead | UnixFileMode.UserWrite);

    private static bool IsTable(FileInfo file) =>
        Kinds.Contains(file.Extension, StringComparer.OrdinalIgnoreCase) && !file.Name.StartsWith('.')
        && !file.Name.EndsWith(RejectionFile.Suffix, StringComparison.Ordinal);

    private static string MappingOf(string file) => file + RecordImport.MappingSuffix;

    private static DateTime TimeOf(string file) => File.GetLastWriteTimeUtc(file);

    private readonly record struct Stamp(DateTime Written, long Length, DateTime Mapped);
}
