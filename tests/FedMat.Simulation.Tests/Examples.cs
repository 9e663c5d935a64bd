using FedMat.Crypto;
using FedMat.Learning;
using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Simulation.Tests;

/// <summary>The sample data, a plan with the default settings, and the error on a test set.</summary>
internal static class Examples
{
    public static string Root { get; } = Find();

    public static Plan PlanOf(DataContract contract, int rounds) => new(
        Plan.CurrentFormat,
        "test",
        "a test",
        new ConsortiumId(Digest.Of("consortium"u8)),
        MemberId.FromBytes(new byte[MemberId.Size]),
        [],
        MinimumMembers: 2,
        JsonText.Parse(contract.ToJson()),
        NeuralSettings.FewRounds.ToJson(),
        rounds,
        Seed: 0,
        HoldOutFraction: 0.1,
        MinimumRows: 2,
        MinimumCell: 1,
        MaximumWeight: 1024,
        new StageLimits(3, 60, 5, 3),
        ReleaseTerms.Unpublished);

    /// <summary>A plan for sums over so many members.</summary>
    public static Plan PlanFor(int members) => PlanOf(Sample().Contract, 1) with { Members = InMemorySum.Named(members) };

    public static double Error(FederationResult result, Dataset test)
    {
        double[] predicted = new double[test.Rows];
        result.Model.Predict(test.X, predicted);
        return Metrics.MeanAbsoluteError(predicted, test.Y);
    }

    public static (Table Table, DataContract Contract) Sample()
    {
        using StreamReader reader = new(Path.Combine(Root, "node-config", "samples", "band_gaps.csv"));
        Table table = Table.Read(reader, "band_gaps.csv");
        return (table, DataContract.Infer(table));
    }

    private static string Find()
    {
        string folder = AppContext.BaseDirectory;
        while (!Directory.Exists(Path.Combine(folder, "node-config")))
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("these tests run from within a checkout");
        return Path.TrimEndingDirectorySeparator(folder);
    }
}
