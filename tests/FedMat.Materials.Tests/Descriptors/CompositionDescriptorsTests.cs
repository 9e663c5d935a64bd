namespace FedMat.Materials.Tests;

public sealed class CompositionDescriptorsTests
{
    /// <summary>
    /// Nodes and consumers must agree to the last bit. The hashes were computed by a second program, in Python, from the definitions; a
    /// changed hash is a new version of the set, never an edit of this one.
    /// </summary>
    [Theory]
    [InlineData("fractions/1", "80d882002714f57393285c07d21db54b5086954895e74c0d85aff5c959458c5a")]
    [InlineData("magpie/1", "fd63b5fff762848bcea9e618af88ab759aab0bc6d5bb5ab652d5d276184f9dbc")]
    [InlineData("alloy/1", "05d83c9f3a5e40101c1957a323c58357f9895cf03a7a30a2d434c47019ea6dbb")]
    public void Describe_PinnedFormulas_HaveThePinnedBits(string version, string hash)
    {
        var set = CompositionDescriptors.Of(version);
        Assert.Equal(hash, Sets.Hash(Sets.Formulas.SelectMany(formula => Sets.Values(set, formula))));
    }

    [Fact]
    public void Describe_JoinedSets_FollowOneAnother()
    {
        string[] parts = ["fractions/1", "magpie/1", "alloy/1"];
        var joined = CompositionDescriptors.Of(string.Join('+', parts));
        Assert.Equal(103 + 138 + 6, joined.Length);
        Assert.Equal(parts.SelectMany(part => Sets.Of(part, "Fe2O3")), joined.Names.Zip(Sets.Values(joined, "Fe2O3"), KeyValuePair.Create));
    }

    [Fact]
    public void Describe_ManyRowsInParallel_AreTheColumnsOfEachRowAlone()
    {
        var set = CompositionDescriptors.Of("magpie/1+alloy/1");
        Composition[] rows = [.. Enumerable.Range(0, 2_000).Select(i => Composition.Parse(Sets.Formulas[i % Sets.Formulas.Count]))];
        double[] columns = new double[set.Length * rows.Length];
        set.Describe(new CompositionColumns(rows), columns, processors: 2);
        for (int row = 0; row < rows.Length; row += 97)
        {
            double[] alone = Sets.Values(set, Sets.Formulas[row % Sets.Formulas.Count]);
            Assert.Equal(alone, Enumerable.Range(0, set.Length).Select(column => columns[(column * rows.Length) + row]));
        }
    }

    [Theory]
    [InlineData("magpie/2", "'magpie/2' is no descriptor set that is known. Known: fractions/1, magpie/1, alloy/1. Did you mean 'magpie/1'?")]
    [InlineData("fractions/1+", "'' is no descriptor set that is known. Known: fractions/1, magpie/1, alloy/1.")]
    public void Of_UnknownName_ListsThoseThatAreKnown(string version, string message) =>
        Assert.StartsWith(message, Assert.Throws<InputException>(() => CompositionDescriptors.Of(version)).Message, StringComparison.Ordinal);

    [Fact]
    public void Describe_ElementWithoutDescriptors_IsTheCallersMistake()
    {
        var set = CompositionDescriptors.Of("alloy/1");
        Assert.Throws<ArgumentException>(() => set.Describe(Composition.Parse("FeRf"), new double[set.Length]));
        Assert.Throws<ArgumentException>(() => new CompositionColumns([Composition.Parse("FeRf")]));
        Assert.Throws<ArgumentOutOfRangeException>(() => set.Describe(Composition.Parse("Fe"), new double[3]));
    }
}
