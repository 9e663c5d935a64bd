using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Learning.Tests;

/// <summary>Quantile bins from three counts, and the coverage of elements, over members' rows.</summary>
public sealed class BinTests
{
    private const int Bins = 16;

    [Fact]
    public void Thresholds_OfEvenlySpreadValues_PartTheRowsEvenly()
    {
        Dataset data = Examples.Data(Examples.Rows(4000, 1));
        float[] thresholds = Thresholds([data])[0];
        Assert.Equal(Bins - 1, thresholds.Length);
        long[] counts = new long[Bins];
        for (int row = 0; row < data.Rows; row++)
            counts[BinGrid.CellOf(thresholds, data.X[row * data.Inputs])]++;
        Assert.All(counts, count => Assert.InRange(count, 200, 300));
    }

    [Fact]
    public void Thresholds_OfSeveralMembers_AreThoseOfPooledRowsToTheLastBit()
    {
        Dataset[] members = [.. Enumerable.Range(1, 4).Select(seed => Examples.Data(Examples.Rows(50 * seed, seed)))];
        float[][] federated = Thresholds(members);
        float[][] pooled = Thresholds([Dataset.Concat(members)]);
        Assert.Equal(pooled.Length, federated.Length);
        for (int input = 0; input < pooled.Length; input++)
            Assert.Equal(pooled[input], federated[input]);
    }

    [Fact]
    public void Thresholds_OfAConstantInput_AreNone() =>
        Assert.Empty(Thresholds([Examples.Data(Examples.Rows(100, 1))])[2]);

    [Fact]
    public void Thresholds_OfFewValues_LieBetweenThem()
    {
        Dataset data = Examples.Data(Enumerable.Range(0, 90).Select(row => $"{(row % 3) * 100},{row % 10},2.5,{1 + (row % 7)}"));
        float[] thresholds = Thresholds([data])[0];
        Assert.Equal(2, thresholds.Length);
        Assert.InRange(thresholds[0], 0.001f, 99.999f);
        Assert.InRange(thresholds[1], 100.001f, 199.999f);
    }

    [Fact]
    public void Counts_InSmallCells_HoldNoRowOrAtLeastSoMany()
    {
        const int Smallest = 4;
        Dataset data = RowGroups.Apply(Examples.Data(Examples.Rows(200, 1)), Smallest);
        BinGrid grid = BinGrid.First(Survey([data]).Standardisation);
        for (int count = 0; count < BinSums.Counts; count++)
        {
            LocalVector vector = BinSums.Of(grid, data);
            Assert.All(vector.ExactAt(0).ToArray(), rows => Assert.True(rows is 0 or >= Smallest, $"{rows} rows"));
            grid = grid.Refine(vector.ExactAt(0));
        }
    }

    [Fact]
    public void Survey_OfCompositions_CountsTheRowsWithEachElement()
    {
        const string Contract = """
            {"format":1,"name":"gaps","inputs":[{"name":"composition","kind":"composition"}],
             "target":{"name":"gap_eV","unit":"eV","minimum":0,"maximum":20},"descriptors":"fractions/1"}
            """;
        DataContract contract = DataContract.Parse(Contract, "test");
        Dataset data = Dataset.Build(Table.Read(new StringReader("composition,gap_eV\nGaAs,1.4\nGaN,3.4\nSi,1.1\n"), "test"), contract);
        Survey survey = Survey([data], contract);
        Assert.Equal((3L, 2L, 1L, 0L), (survey.Rows, survey.ElementRows[31], survey.ElementRows[14], survey.ElementRows[8]));
    }

    private static Survey Survey(IReadOnlyList<Dataset> members, DataContract? contract = null)
    {
        SurveySums sums = new(new InputScales(contract ?? DataContract.Parse(Examples.Contract, "test")));
        return sums.ToSurvey(SumSlice.All(Sum(sums.Spec, [.. members.Select(member => sums.Of(sums.Spec, member))])));
    }

    private static float[][] Thresholds(IReadOnlyList<Dataset> members)
    {
        BinGrid grid = BinGrid.First(Survey(members).Standardisation);
        for (int count = 1; ; count++)
        {
            long[] counts = BinSums.ToCounts(SumSlice.All(Sum(BinSums.Spec(grid), [.. members.Select(member => BinSums.Of(grid, member))])));
            if (count == BinSums.Counts)
                return grid.Thresholds(counts, Bins);
            grid = grid.Refine(counts);
        }
    }

    private static RingVector Sum(RoundSpec spec, IReadOnlyList<LocalVector> vectors) => Examples.Sum(
        spec, slot => vectors.Sum(vector => Slot(spec, vector, slot)));

    private static long Slot(RoundSpec spec, LocalVector vector, int slot)
    {
        int block = 0;
        for (; slot >= spec.Blocks[block].Length; block++)
            slot -= spec.Blocks[block].Length;
        return vector.ExactAt(block)[slot];
    }
}
