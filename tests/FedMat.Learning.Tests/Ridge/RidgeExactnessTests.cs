using FedMat.Crypto;
using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Learning.Tests;

/// <summary>Federated is pooled, to the last bit of the state.</summary>
public sealed class RidgeExactnessTests
{
    [Theory]
    [InlineData(RidgeExamples.Descriptors)]
    [InlineData(RidgeExamples.Waves)]
    public void Study_OverThreeMembers_IsThatOfThePooledRows(string learner)
    {
        string[][] parts = [Examples.Rows(31, 1), Examples.Rows(25, 2), Examples.Rows(90, 3)];
        ILearner study = Learners.For(Examples.Plan(learner));
        Digest federated = Examples.Run(study, [.. parts.Select(rows => Examples.Data(rows))]).Hash;
        Assert.Equal(Examples.Run(study, Examples.Data(parts.SelectMany(rows => rows).Reverse())).Hash, federated);
    }

    [SharedDataFact]
    public void Study_OfAlloyFamilies_IsThatOfThePooledRows() => RequireExact("alloy_yield_families.csv");

    [SharedDataFact]
    public void Study_OfConcrete_IsThatOfThePooledRows() => RequireExact("concrete_strength_families.csv");

    [SharedDataFact]
    public void Study_OfSteels_IsThatOfThePooledRows() => RequireExact("steel_yield_families.csv");

    private static void RequireExact(string file)
    {
        using StreamReader reader = new(Path.Combine(SharedDataFactAttribute.Folder!, file));
        Table table = Table.Read(reader, file);
        DataContract contract = DataContract.Infer(table);
        Dataset[] members = [.. table.Distinct("member").Select(member => Dataset.Build(table, contract, member, Split.Train))];
        Plan plan = Examples.Plan("""{"name":"ridge","features":96,"lengthScales":[1],"models":2}""", members.Length)
            with { Contract = JsonText.Parse(contract.ToJson()) };
        ILearner study = Learners.For(plan);
        ModelState federated = Examples.Run(study, members);
        Assert.Equal(Examples.Run(study, Dataset.Concat(members)).Hash, federated.Hash);
        Assert.InRange(((StudyModel)study.Model(federated)).Figures!.R2!.Value, 0.3, 1);
    }
}
