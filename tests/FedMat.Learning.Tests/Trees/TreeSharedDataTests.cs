using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Learning.Tests;

public sealed class TreeSharedDataTests
{
    private const string Boosted = """{"name":"boosted","patience":2}""";
    private const string Forest = """{"name":"forest","trees":4,"features":20,"depth":6}""";

    [SharedDataFact]
    public void Boosted_AlloyFamilies_ArePooledRowsToTheLastBit() => RequireSame("alloy_yield_families.csv", Boosted, rounds: 3);

    [SharedDataFact]
    public void Boosted_Concrete_IsPooledRowsToTheLastBit() => RequireSame("concrete_strength_families.csv", Boosted, rounds: 8);

    [SharedDataFact]
    public void Boosted_Steels_ArePooledRowsToTheLastBit() => RequireSame("steel_yield_families.csv", Boosted, rounds: 5);

    [SharedDataFact]
    public void Forest_AlloyFamilies_IsPooledRowsToTheLastBit() => RequireSame("alloy_yield_families.csv", Forest);

    [SharedDataFact]
    public void Forest_Concrete_IsPooledRowsToTheLastBit() => RequireSame("concrete_strength_families.csv", Forest);

    [SharedDataFact]
    public void Forest_Steels_IsPooledRowsToTheLastBit() => RequireSame("steel_yield_families.csv", Forest);

    private static void RequireSame(string file, string learner, int rounds = 1)
    {
        using StreamReader reader = new(Path.Combine(SharedDataFactAttribute.Folder!, file));
        Table table = Table.Read(reader, file);
        DataContract contract = DataContract.Infer(table);
        Dataset[] members = [.. table.Distinct("member").Select(member => Dataset.Build(table, contract, member, Split.Train))];
        Plan plan = Examples.Plan(learner, members.Length, rounds) with { Contract = JsonText.Parse(contract.ToJson()) };
        ILearner study = Learners.For(plan);
        ModelState federated = Examples.Run(study, members);
        Plan alone = plan with { Members = [Examples.Member(0)] };
        Assert.Equal(Examples.Run(Learners.For(alone), Dataset.Concat(members)).Hash, federated.Hash);
        Assert.NotEmpty(study.Model(federated).Tensors.Single(tensor => tensor.Name.EndsWith("trees.start", StringComparison.Ordinal)).Values);
    }
}
