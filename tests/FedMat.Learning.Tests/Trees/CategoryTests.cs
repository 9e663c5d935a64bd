using System.Globalization;
using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Learning.Tests;

public sealed class CategoryTests
{
    private const int Values = 12;
    private const string OneCut = "\"depth\":1,\"columns\":1,\"learningRate\":1,\"lambda\":0,\"patience\":0,\"minimumLeaf\":1";

    private static readonly DataContract Contract = DataContract.Parse(
        $$"""
        {"format":1,"name":"hardness","inputs":[
         {"name":"time_h","kind":"number","unit":"h","minimum":0,"maximum":10},
         {"name":"route","kind":"category","categories":[{{string.Join(',', Enumerable.Range(0, Values).Select(value => $"\"r{value}\""))}}],"optional":true}],
         "target":{"name":"hardness_GPa","unit":"GPa","minimum":0,"maximum":20},"descriptors":"elemental/1"}
        """,
        "test");

    private static readonly Dataset[] Members = [Data(Rows(60, 1)), Data(Rows(50, 2)), Data(Rows(90, 3))];
    private static readonly Dataset Unseen = Data(Rows(60, 4));

    [Fact]
    public void Predict_TargetOfHalfTheValues_IsFoundByOneCut() =>
        Assert.InRange(Metrics.MeanAbsoluteError(Predict(OneCut, 1, Unseen, Members), Unseen.Y), 0, 1e-3);

    [Theory]
    [InlineData("\"columns\":1")]
    [InlineData("\"columns\":1,\"depth\":5,\"minimumLeaf\":1,\"loss\":\"absolute\"")]
    [InlineData("\"columns\":0.5,\"parallel\":2,\"categorySmoothing\":0")]
    public void Advance_Members_ArePooledRowsToTheLastBit(string settings)
    {
        Plan plan = Study(settings, 4);
        (IFitter fitter, FitState federated) = TreeExamples.Fit(plan, Members);
        (_, FitState pooled) = TreeExamples.Fit(plan with { Members = [Examples.Member(0)] }, Dataset.Concat(Members));
        Assert.Equal(TreeExamples.Hash(fitter, pooled), TreeExamples.Hash(fitter, federated));
        Assert.Contains(((BoostedState)federated).Trees, tree => tree.Any(node => node.IsCategory));
    }

    [Fact]
    public void Predict_ValueThatOneMemberHas_IsLearnedFromIt()
    {
        Dataset alone = Data(Enumerable.Range(0, 30).Select(row => $"{row % 10},r7,18"));
        double[] means = Predict("\"columns\":1,\"depth\":2,\"patience\":0", 40, alone, [alone, .. Members.Select(Without7)]);
        Assert.All(means, mean => Assert.Equal(18, mean, 0.5));
    }

    [Fact]
    public void Predict_RowsWithoutAValue_AreAValueOfTheirOwn()
    {
        Dataset missing = Data(Enumerable.Range(0, 30).Select(row => $"{row % 10},,18"));
        Assert.All(Predict("\"columns\":1,\"depth\":2,\"patience\":0", 40, missing, [missing, .. Members]), mean => Assert.Equal(18, mean, 0.5));
    }

    [Fact]
    public void Predict_ValueThatNobodyHas_GoesWithMostRows()
    {
        // Thirty rows of one value below, five of another above.
        Dataset few = Data(Enumerable.Range(0, 35).Select(row => $"1,{(row < 30 ? "r1" : "r2")},{(row < 30 ? 4 : 8)}"));
        double[] means = Predict(OneCut, 1, Data("1,r1,0", "1,r9,0"), few);
        Assert.Equal(means[0], means[1]);
        Assert.Equal(4, means[1], 1e-3);
    }

    [Fact]
    public void Advance_GroupedRows_ArePooledGroupsToTheLastBit()
    {
        Plan plan = Study("\"columns\":1", 4) with { MinimumRows = 6, MinimumCell = 3 };
        IFitter fitter = TreeExamples.Fitter(plan, Members);
        FitRows[] rows = [.. Members.Select(member => FitExamples.Rows(plan, member))];
        FitRows[] reversed = [.. rows.Reverse().Select(member => member with { Memory = null })];
        FitState state = FitExamples.Run(fitter, rows);
        Assert.Equal(TreeExamples.Hash(fitter, state), TreeExamples.Hash(fitter, FitExamples.Run(fitter, reversed)));
        double[] means = new double[Unseen.Rows];
        fitter.Model(state).Predict(Unseen.X, means, new double[Unseen.Rows]);
        Assert.InRange(Metrics.MeanAbsoluteError(means, Unseen.Y), 0, 4);
    }

    [Fact]
    public void ValueOf_MeanOfAGroup_IsTheValueOfMost()
    {
        CategoryColumns category = new(1, 3);
        Assert.Equal(1, category.ValueOf([9, 0, 1, 0]));
        Assert.Equal(2, category.ValueOf([9, 1 / 3f, 0, 2 / 3f]));
        Assert.Equal(0, category.ValueOf([9, 0.5f, 0.5f, 0]));
        Assert.Equal(3, category.ValueOf([9, 0, 1 / 3f, 0]));
        Assert.Equal(3, category.ValueOf([9, 0, 0, 0]));
    }

    [Fact]
    public void Read_AnyMutation_IsAStateOrARefusal()
    {
        Plan plan = Study("\"columns\":1,\"depth\":3", 2);
        (IFitter fitter, FitState end) = TreeExamples.Fit(plan, Members);
        byte[] written = FitExamples.Bytes(fitter, end);
        Assert.Equal(written, FitExamples.Bytes(fitter, FitExamples.ReadBack(fitter, end)));
        SeededStream stream = new("mutation", 2);
        int refused = 0;
        for (int i = 0; i < 1000; i++)
        {
            byte[] bytes = [.. written];
            bytes[stream.NextBelow(bytes.Length)] ^= (byte)(1 + stream.NextBelow(255));
            try
            {
                fitter.Model(fitter.Read(new StateReader(new ModelState(bytes)))).Predict(Unseen.X, new double[Unseen.Rows], new double[Unseen.Rows]);
            }
            catch (FormatException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 1, 999);
    }

    [Fact]
    public void Tensors_CategoryCut_NamesTheValuesThatGoLeft()
    {
        (IFitter fitter, FitState end) = TreeExamples.Fit(Study(OneCut, 1), Members);
        Dictionary<string, float[]> tensors = fitter.Model(end).Tensors.ToDictionary(tensor => tensor.Name, tensor => tensor.Values);
        Assert.Equal(1, tensors["trees.input"][0]);
        Assert.Equal([1f, 3f, 5f, 7f, 9f, 11f], tensors["trees.set"].Where(value => value < Values));
        Assert.Equal(tensors["trees.set"].Length, tensors["trees.values"][0]);
    }

    [Fact]
    public void Candidate_DirectionOfAValue_IsRefused()
    {
        Plan plan = Study("\"monotone\":{\"route=r3\":1}", 1);
        FormatException error = Assert.Throws<FormatException>(() => TreeExamples.Fitter(plan, Members));
        Assert.Contains("route=r3", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Advance_HistogramThatCountsMoreThanTheWhole_IsRefused()
    {
        Plan plan = Study(OneCut, 1);
        IFitter fitter = TreeExamples.Fitter(plan, Members);
        FitState state = FitExamples.Round(fitter, fitter.Start(), FitExamples.Rows(plan, Members[2]));
        RingVector nonsense = Examples.Sum(fitter.Ask(state)!, slot => slot == 0 ? 10 : 11);
        RefusedException error = Assert.Throws<RefusedException>(() => fitter.Advance(state, SumSlice.All(nonsense)));
        Assert.Equal(RefusalCode.SumBeyondRange, error.Refusal.Code);
    }

    private static Plan Study(string settings, int rounds) => TreeExamples.Boosted(settings, rounds) with { Contract = JsonText.Parse(Contract.ToJson()) };

    private static double[] Predict(string settings, int rounds, Dataset of, params Dataset[] members) =>
        TreeExamples.Predict(Study(settings, rounds), of, members);

    private static Dataset Without7(Dataset member, int seed) => Data(Rows(member.Rows, seed + 10).Where(row => !row.Contains(",r7,", StringComparison.Ordinal)));

    /// <summary>The target is 4 for even values and 12 for odd ones.</summary>
    private static IEnumerable<string> Rows(int count, int seed)
    {
        SeededStream stream = new("categories", seed);
        for (int row = 0; row < count; row++)
        {
            int value = stream.NextBelow(Values);
            yield return string.Create(CultureInfo.InvariantCulture, $"{10 * stream.NextUnit()},r{value},{(value % 2 == 0 ? 4 : 12)}");
        }
    }

    private static Dataset Data(params IEnumerable<string> rows) =>
        Dataset.Build(Table.Read(new StringReader("time_h,route,hardness_GPa\n" + string.Join('\n', rows) + "\n"), "test"), Contract);
}
