using System.Security.Cryptography;
using FedMat.Aggregation;
using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Learning.Tests;

public sealed class AuxiliaryTests
{
    private static readonly DataContract Contract = DataContract.Parse(
        """
        {"format":2,"name":"hardness","inputs":[
         {"name":"temperature_C","kind":"number","unit":"°C","minimum":0,"maximum":1000},
         {"name":"time_h","kind":"number","unit":"h","minimum":0,"maximum":10}],
         "target":{"name":"hardness_GPa","unit":"GPa","minimum":0,"maximum":20},
         "auxiliary":[{"name":"strength_MPa","unit":"MPa","minimum":0,"maximum":5000},{"name":"modulus_GPa","unit":"GPa","minimum":0,"maximum":500}],
         "descriptors":"elemental/1"}
        """, "test");

    /// <summary>Eight rows with a target, of which five have a strength; two with a strength alone; nobody has a modulus.</summary>
    private static Dataset Data => Build(
        "100,1,5,1000,", "200,2,6,2000,", "300,3,7,,", "400,4,8,3000,", "500,5,9,,", "600,6,10,4000,", "700,7,11,,", "800,8,12,5000,", "150,2,,1000,", "850,2,,5000,");

    [Fact]
    public void ToSurvey_AuxiliaryTargets_HasMomentsOfTheValuesPresent()
    {
        AuxiliaryMoments strength = Survey(Data).Auxiliary[0];
        Assert.Equal((7, 3000), (strength.Rows, strength.Mean));
        Assert.Equal(1603.567, strength.Scale, 3);
        Assert.Equal(new AuxiliaryMoments(0, 0, 1), Survey(Data).Auxiliary[1]);
    }

    [Fact]
    public void ToSurvey_FewerValuesThanTheMinimumCell_AreLeftOut()
    {
        Assert.Equal(7, Survey(Data, minimumCell: 7).Auxiliary[0].Rows);
        Assert.Equal(0, Survey(Data, minimumCell: 8).Auxiliary[0].Rows);
    }

    [Fact]
    public void Contribute_MissingTargets_WeighNothing()
    {
        NudgingTrainer trainer = new();
        Learn(Plan(), Data, trainer);
        TrainingTask task = trainer.Tasks[0];
        AuxiliaryTask auxiliary = task.Auxiliary!;
        Assert.Equal(3, task.Shape.Outputs);
        Assert.All(Enumerable.Range(0, task.Rows), row => Assert.Equal(0, auxiliary.Weights[(2 * row) + 1]));
        Assert.Contains(auxiliary.Weights, weight => weight == 0.15f);
        // A row without a target has a strength.
        Assert.All(Enumerable.Range(0, task.Rows), row => Assert.True(task.RowWeights is null || task.RowWeights[row] > 0 || auxiliary.Weights[2 * row] > 0));
        Assert.Contains(trainer.Tasks, one => one.RowWeights?.Contains(0) == true);
    }

    [Fact]
    public void Contribute_WeightOfARow_CountsForItsAuxiliaryTargets()
    {
        Dataset data = Data;
        Array.Fill(data.Weights, 2);
        Array.Fill(data.Untargeted!.Weights, 3);
        NudgingTrainer trainer = new();
        Learn(Plan(), data, trainer);
        float[] weights = [.. trainer.Tasks.SelectMany(task => task.Auxiliary!.Weights).Distinct().Order()];
        Assert.Equal([0, 0.3f, 0.45f], weights);
    }

    [Fact]
    public void Model_OfClasses_PredictsAuxiliaryTargetsAsNetworksDo()
    {
        Plan plan = Plan("""{"name":"auto","candidates":[{"name":"boosted","loss":"logistic","columns":1},{"name":"neural","hidden":[2],"ranks":0}]}""");
        Dataset data = Data;
        for (int row = 0; row < data.Rows; row++)
            data.Y[row] = row % 2;
        StudyModel model = Learn(plan, data, new NudgingTrainer()).Model;
        Assert.True(model.PredictsAuxiliary);
        Assert.All(Enumerable.Range(0, data.Rows), row => Assert.True(double.IsFinite(model.PredictAuxiliary(data.X, data.Rows)[2 * row])));
    }

    [Fact]
    public void Model_OfAStateReadAnew_PredictsTheSameForAllTargets()
    {
        Plan plan = Plan();
        (StudyModel model, ModelState state) = Learn(plan, Data, new NudgingTrainer());
        StudyModel again = (StudyModel)Learners.For(plan).Model(new ModelState(state.Memory.ToArray()));
        double[] values = model.PredictAuxiliary(Data.X, Data.Rows);
        Assert.True(model.PredictsAuxiliary);
        Assert.Equal(values, again.PredictAuxiliary(Data.X, Data.Rows));
        Assert.All(Enumerable.Range(0, Data.Rows), row => Assert.True(double.IsFinite(values[2 * row]) && double.IsNaN(values[(2 * row) + 1])));
    }

    [Fact]
    public void PredictsAuxiliary_LearnerWithoutNetworks_DoesNot()
    {
        Plan plan = Plan("""{"name":"ridge"}""");
        StudyModel model = Learn(plan, Data, new NudgingTrainer()).Model;
        Assert.False(model.PredictsAuxiliary);
        Assert.All(model.PredictAuxiliary(Data.X, Data.Rows), value => Assert.True(double.IsNaN(value)));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("101")]
    public void Parse_AuxiliaryWeightOutOfRange_NamesTheKey(string weight) => Assert.Contains(
        "'auxiliaryWeight'",
        Assert.Throws<FormatException>(() => NeuralSettings.Parse(JsonText.Parse($$"""{"name":"neural","auxiliaryWeight":{{weight}}}"""))).Message,
        StringComparison.Ordinal);

    private static Plan Plan(string learner = """{"name":"neural","hidden":[2],"ranks":0}""") =>
        Examples.Plan(learner) with { Contract = JsonText.Parse(Contract.ToJson()) };

    private static (StudyModel Model, ModelState State) Learn(Plan plan, Dataset data, ILocalTrainer trainer)
    {
        ILearner learner = Learners.For(plan, trainer);
        ModelState state = Examples.Run(learner, data);
        return ((StudyModel)learner.Model(state), state);
    }

    private static Survey Survey(Dataset data, int minimumCell = 1)
    {
        SurveySums sums = new(new InputScales(Contract), minimumCell);
        using RandomNumberGenerator source = RandomNumberGenerator.Create();
        return sums.ToSurvey(SumSlice.All(Quantiser.Encode(sums.Of(sums.Spec, data), source)));
    }

    private static Dataset Build(params string[] rows) => Dataset.Build(
        Table.Read(new StringReader("temperature_C,time_h,hardness_GPa,strength_MPa,modulus_GPa\n" + string.Join('\n', rows) + "\n"), "test"), Contract);
}
