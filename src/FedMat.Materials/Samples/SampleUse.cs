namespace FedMat.Materials;

/// <summary>Which samples a learner can use.</summary>
public static class SampleUse
{
    private const string SplitColumn = "split";
    private const string Test = "test";

    /// <summary>Whether a study takes a sample.</summary>
    /// <returns>Null where it does; else why not.</returns>
    public static string? WhyNot(SampleRecord sample, DataContract contract)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(contract);
        if (sample.Target is not { } target)
            return "it has an outcome and no measured target, and learners need a number";
        if (target.Censoring != Censoring.None)
            return "its target is a bound, and learners need a number";
        return Kept(sample, contract, SplitColumn) == Test ? "the table keeps it for testing" : null;
    }

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
