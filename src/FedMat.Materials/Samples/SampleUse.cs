namespace FedMat.Materials;

/// <summary>Which samples a learner can use.</summary>
public static class SampleUse
{
    /// <summary>Why a sample is left out that the table keeps for the test.</summary>
    public const string TestOnly = "the table keeps it for testing";

    /// <summary>Why a sample is left out of which only auxiliary targets were measured, as far as it is.</summary>
    public const string OnlyAuxiliary = "it has no target; networks learn from its auxiliary targets";

    private const string SplitColumn = "split";
    private const string Test = "test";

    /// <summary>Whether a study takes a sample.</summary>
    /// <returns>Null where it does; else why not.</returns>
    public static string? WhyNot(SampleRecord sample, DataContract contract)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(contract);
        if (sample.Target is null && HasAuxiliary(sample))
            return Kept(sample, contract, SplitColumn) == Test ? TestOnly : OnlyAuxiliary;
        if (sample.Target is null)
            return "it has an outcome and no measured target, and learners need a number";
        return Kept(sample, contract, SplitColumn) == Test ? TestOnly : null;
    }

    /// <summary>Whether a study takes a sample or, where it has no target, its auxiliary ones.</summary>
    public static bool Helps(SampleRecord sample, DataContract contract) => WhyNot(sample, contract) is null or OnlyAuxiliary;

    private static bool HasAuxiliary(SampleRecord sample) => sample.Auxiliary.Any(value => value is not null);

    private static string? Kept(SampleRecord sample, DataContract contract, string column)
    {
        for (int i = 0; i < contract.Kept.Count; i++)
        {
            if (contract.Kept[i].Name.Equals(column, StringComparison.OrdinalIgnoreCase))
                return sample.Kept[i];
        }

        return null;
    }
}
