using FedMat.Protocol;

namespace FedMat.Learning.Tests;

public sealed class NeuralSettingsTests
{
    [Theory]
    [InlineData("""{"name":"nothing"}""", "nothing")]
    [InlineData("""{"hidden":[4]}""", "name")]
    [InlineData("""{"name":"neural","strategy":"fedsomething"}""", "strategy")]
    [InlineData("""{"name":"neural","strategy":"scaffold","localOptimiser":"adam"}""", "strategy")]
    [InlineData("""{"name":"neural","mu":-1}""", "mu")]
    [InlineData("""{"name":"neural","dropout":1}""", "dropout")]
    [InlineData("""{"name":"neural","ranks":1}""", "ranks")]
    [InlineData("""{"name":"neural","rounds":-1}""", "rounds")]
    [InlineData("""{"name":"neural","localSteps":-1}""", "localSteps")]
    [InlineData("""{"name":"neural","batchPart":0}""", "batchPart")]
    [InlineData("""{"name":"neural","leastBatch":0}""", "leastBatch")]
    [InlineData("""{"name":"neural","localOptimiser":"lbfgs"}""", "localOptimiser")]
    [InlineData("""{"name":"neural","server":"yogi"}""", "server")]
    [InlineData("""{"name":"neural","serverRate":0}""", "serverRate")]
    [InlineData("""{"name":"neural","secondMomentum":1}""", "secondMomentum")]
    [InlineData("""{"name":"neural","epsilon":0}""", "epsilon")]
    [InlineData("""{"name":"neural","decay":"steps"}""", "decay")]
    [InlineData("""{"name":"neural","finalRate":2}""", "finalRate")]
    [InlineData("""{"name":"neural","warmUp":2}""", "warmUp")]
    [InlineData("""{"name":"neural","averageDecay":1}""", "averageDecay")]
    [InlineData("""{"name":"neural","averageDecay":0.9,"averageRounds":2}""", "averageDecay")]
    [InlineData("""{"name":"neural","evaluateEvery":-1}""", "evaluateEvery")]
    [InlineData("""{"name":"neural","patience":2}""", "patience")]
    [InlineData("""{"name":"neural","patience":-1,"evaluateEvery":1}""", "patience")]
    [InlineData("""{"name":"neural","hiden":[4]}""", "hiden")]
    [InlineData("""{"name":"neural","hidden":[0]}""", "hidden")]
    [InlineData("""{"name":"neural","network":"transformer"}""", "network")]
    [InlineData("""{"name":"neural","network":"attention"}""", "network")]
    [InlineData("""{"name":"neural","heads":0}""", "heads")]
    [InlineData("""{"name":"neural","width":62}""", "width")]
    [InlineData("""{"name":"neural","blocks":5}""", "blocks")]
    [InlineData("""{"name":"neural","hidden":[1,1,1,1,1,1,1,1,1]}""", "hidden")]
    [InlineData("""{"name":"neural","activation":"sigmoid"}""", "activation")]
    [InlineData("""{"name":"neural","epochs":0}""", "epochs")]
    [InlineData("""{"name":"neural","epochs":1.5}""", "epochs")]
    [InlineData("""{"name":"neural","batch":0}""", "batch")]
    [InlineData("""{"name":"neural","learningRate":0}""", "learningRate")]
    [InlineData("""{"name":"neural","learningRate":"0.1"}""", "learningRate")]
    [InlineData("""{"name":"neural","weightDecay":-1}""", "weightDecay")]
    [InlineData("""{"name":"neural","inputLimit":0}""", "inputLimit")]
    [InlineData("""{"name":"neural","clip":0}""", "clip")]
    [InlineData("""{"name":"neural","averageRounds":0}""", "averageRounds")]
    [InlineData("""{"name":"neural","momentum":1}""", "momentum")]
    [InlineData("""{"name":"neural","hidden":null}""", "hidden")]
    public void For_UnknownLearnerOrSetting_IsRefusedByName(string learner, string named)
    {
        RefusedException refused = Assert.Throws<RefusedException>(() => Learners.For(Examples.Plan(learner)));
        Assert.Equal(RefusalCode.LearnerUnknown, refused.Refusal.Code);
        Assert.Contains(named, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void For_SoManyMembersThatASumCouldWrap_IsRefused()
    {
        Plan plan = Examples.Plan(members: 4096) with { MaximumWeight = 1 << 20 };
        Assert.Equal(RefusalCode.SumMayWrap, Assert.Throws<RefusedException>(() => Learners.For(plan)).Refusal.Code);
    }

    [Fact]
    public void For_ThousandMembers_AsksWhatCannotWrap()
    {
        ILearner learner = Learners.For(Examples.Plan(members: 1000), new NudgingTrainer());
        ModelState state = learner.Start();
        Assert.True(learner.Ask(state)!.Holds(1000));
        state = Examples.Round(learner, state, Examples.Data(Examples.Rows(20, 1)));
        Assert.True(learner.Ask(state)!.Holds(1000));
        Assert.InRange(learner.Ask(state)!.Blocks[2].Step, 0, 2e-6);
    }

    [Fact]
    public void For_ContractThatIsNone_IsRefused()
    {
        Plan plan = Examples.Plan() with { Contract = JsonText.Parse("""{"name":"x"}""") };
        Assert.Equal(RefusalCode.PlanInvalid, Assert.Throws<RefusedException>(() => Learners.For(plan)).Refusal.Code);
    }

    [Fact]
    public void Parse_NothingButTheName_IsTheDefaultsSpelledOut()
    {
        NeuralSettings settings = NeuralSettings.Parse(JsonText.Parse("""{"name":"neural"}"""));
        Assert.Equal(new NeuralSettings().ToJson().Text, settings.ToJson().Text);
        Assert.Equal(settings.ToJson().Text, NeuralSettings.Parse(settings.ToJson()).ToJson().Text);
    }
}
