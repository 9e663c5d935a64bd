using System.Globalization;
using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Node;

/// <summary>Whether the private data can be read and fit the contract. Counts only.</summary>
internal static class DataCheck
{
    private const string Name = "data";
    private static readonly TimeSpan Within = TimeSpan.FromMinutes(2);

    public static async Task<Diagnosis> RunAsync(NodeOptions options, CancellationToken cancellation)
    {
        try
        {
            Task<Site> reading = Task.Run(() => Site.OpenAsync(options, cancellation), cancellation);
            using Site site = await reading.WaitAsync(Within, cancellation).ConfigureAwait(false);
            return site.Rows > 0
                ? Diagnosis.Ok(Name, string.Create(CultureInfo.InvariantCulture, $"{site.Rows} rows fit the contract '{site.Contract.Name}'"))
                : new Diagnosis(Name, Health.Note, "there are no rows yet", "import a table, or put one into the 'importFolder'");
        }
        catch (TimeoutException)
        {
            return new Diagnosis(Name, Health.Note, $"they were not read within {Within.TotalMinutes:0} minutes", "run: fedmat node check");
        }
        catch (RefusedException error) when (error.Refusal.Code is RefusalCode.KeyUnusable or RefusalCode.PassphraseUnusable)
        {
            return Diagnosis.Skipped(Name, "the keys must be good first");
        }
        catch (RefusedException error) when (error.Refusal.Code == RefusalCode.DataUnusable)
        {
            // The refusal quotes a cell; a report of the doctor may be sent to others.
            return new Diagnosis(Name, Health.Problem, "a table cannot be read, or does not fit the contract", "see the place: fedmat node check");
        }
        catch (RefusedException error)
        {
            return new Diagnosis(Name, Health.Problem, error.Refusal.ToString(), "what the line says");
        }
        catch (InputException error)
        {
            return new Diagnosis(Name, Health.Problem, $"the contract cannot be used: {error.Problem}", error.Remedy);
        }
    }
}
