using FedMat.Crypto;
using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Learning.Tests;

/// <summary>What a member keeps predicts as what it was told to use.</summary>
public sealed class PersonalFileTests
{
    private static readonly Plan Plan = Examples.Plan("""{"name":"ridge","features":0,"models":5}""");
    private static readonly ReleaseId Release = new(Digest.Of("release"u8));
    private static readonly Dataset Member = Examples.Data(Examples.Rows(40, 1));
    private static readonly ModelState Study = Run(Plan, Member, Examples.Data(Examples.Rows(80, 2)));
    private static readonly ModelState Alone = Run(PersonalFile.Alone(Plan), Member);
    private static readonly ModelState Tuned = Run(Plan, Examples.Data(Examples.Rows(60, 3)));

    [Theory]
    [InlineData(PersonalChoice.Local)]
    [InlineData(PersonalChoice.Federated)]
    [InlineData(PersonalChoice.Personal)]
    public void Parse_OfWhatWasKept_PredictsAsTheChoice(PersonalChoice choice)
    {
        PersonalFile file = PersonalFile.Parse(Kept(choice).ToBytes());
        Assert.Equal((Release, choice, Member.Rows), (file.Release, file.Choice, file.Rows));
        Assert.Equal(Prediction(Result(choice).Chosen), Prediction(file.Model(Plan, Model(Plan, Study))));
    }

    [Fact]
    public void Of_AChoice_KeepsNoMoreThanItNeeds()
    {
        int federated = Kept(PersonalChoice.Federated).ToBytes().Length;
        Assert.InRange(Kept(PersonalChoice.Local).ToBytes().Length, federated + Alone.Length, federated + Alone.Length + 64);
        Assert.True(Kept(PersonalChoice.Personal).ToBytes().Length > federated + Alone.Length + Tuned.Length);
    }

    [Fact]
    public void HalfWidth_OfNineInTen_CoversNineInTenOwnRows()
    {
        PersonalFile file = Kept(PersonalChoice.Local);
        double covered = Result(PersonalChoice.Local).Errors.Count(error => error <= file.HalfWidth(0.9)) / (double)Member.Rows;
        Assert.InRange(covered, 0.9, 0.95);
        Assert.Null(file.HalfWidth(0.99));
    }

    [Fact]
    public void Parse_AnyByteChanged_IsRefused()
    {
        byte[] bytes = Kept(PersonalChoice.Local).ToBytes();
        for (int place = 0; place < bytes.Length; place += 97)
        {
            byte[] changed = [.. bytes];
            changed[place] ^= 1;
            Assert.Throws<FormatException>(() => PersonalFile.Parse(changed));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(200)]
    public void Parse_CutShort_IsRefused(int length) => Assert.Throws<FormatException>(() => PersonalFile.Parse(Kept(PersonalChoice.Local).ToBytes().AsSpan(0, length)));

    [Fact]
    public void Parse_PartsThatEndEarly_AreRefused()
    {
        byte[] bytes = Kept(PersonalChoice.Local).ToBytes()[..^64];
        Assert.Throws<FormatException>(() => PersonalFile.Parse([.. bytes, .. Digest.Of(bytes).ToArray()]));
    }

    [Fact]
    public void Model_OfAnotherPlan_IsRefused()
    {
        Plan other = Examples.Plan("""{"name":"ridge","features":64,"models":5}""");
        Assert.Throws<FormatException>(() => Kept(PersonalChoice.Local).Model(other, Model(Plan, Study)));
    }

    private static PersonalFile Kept(PersonalChoice choice) => PersonalFile.Of(Release, Result(choice), Alone, Tuned);

    /// <summary>What a comparison finds, but for the choice.</summary>
    private static PersonalResult Result(PersonalChoice choice)
    {
        (StudyModel federated, StudyModel tuned, StudyModel local) = (Model(Plan, Study), Model(Plan, Tuned), Model(PersonalFile.Alone(Plan), Alone));
        PersonalResult result = PersonalModel.Fit(federated, tuned, local, Member, Plan.Seed);
        IModel chosen = choice switch { PersonalChoice.Local => local, PersonalChoice.Federated => federated, _ => result.Model };
        return result with { Choice = choice, Chosen = chosen };
    }

    private static double[] Prediction(IModel model)
    {
        double[] predictions = new double[2];
        model.Predict([500, 5, 2.5f, 100, 9, 2.5f], predictions);
        return predictions;
    }

    private static StudyModel Model(Plan plan, ModelState state) => (StudyModel)Learners.For(plan).Model(state);

    private static ModelState Run(Plan plan, params Dataset[] members) => Examples.Run(Learners.For(plan), members);
}
