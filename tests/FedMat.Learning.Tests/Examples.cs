using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FedMat.Aggregation;
using FedMat.Crypto;
using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Learning.Tests;

/// <summary>A plan over three numbers, and members' rows that follow a plain rule.</summary>
internal static class Examples
{
    public const string Contract = """
        {"format":1,"name":"hardness","inputs":[
         {"name":"temperature_C","kind":"number","unit":"°C","minimum":0,"maximum":1000},
         {"name":"time_h","kind":"number","unit":"h","minimum":0,"maximum":10},
         {"name":"pressure_bar","kind":"number","unit":"bar","minimum":0,"maximum":5}],
         "target":{"name":"hardness_GPa","unit":"GPa","minimum":0,"maximum":20},"descriptors":"elemental/1"}
        """;

    public static Plan Plan(string learner = """{"name":"neural","hidden":[4],"ranks":0}""", int members = 3, int rounds = 3) => new(
        Protocol.Plan.CurrentFormat,
        "hardness",
        "a test",
        new ConsortiumId(Digest.Of("consortium"u8)),
        Member(0),
        [.. Enumerable.Range(0, members).Select(Member)],
        MinimumMembers: 2,
        JsonText.Parse(DataContract.Parse(Contract, "test").ToJson()),
        JsonText.Parse(learner),
        rounds,
        Seed: 7,
        HoldOutFraction: 0.2,
        MinimumRows: 2,
        MinimumCell: 1,
        MaximumWeight: 1000,
        new StageLimits(3, 60, 5, 3),
        ReleaseTerms.Unpublished);

    public static MemberId Member(int number) => MemberId.FromBytes([.. new byte[14], (byte)(number >> 8), (byte)(number & 255)]);

    /// <summary>Rows drawn from a seed; the pressure is the same in all of them.</summary>
    public static string[] Rows(int count, int seed)
    {
        SeededStream stream = new("test", seed);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            (double temperature, double time) = (1000 * stream.NextUnit(), 10 * stream.NextUnit());
            return string.Create(CultureInfo.InvariantCulture, $"{temperature},{time},2.5,{5 + (temperature / 200) + (time * time / 20)}");
        })];
    }

    public static Dataset Data(params IEnumerable<string> rows)
    {
        StringBuilder text = new("temperature_C,time_h,pressure_bar,hardness_GPa\n");
        foreach (string row in rows)
            text.Append(row).Append('\n');
        return Dataset.Build(Table.Read(new StringReader(text.ToString()), "test"), DataContract.Parse(Contract, "test"));
    }

    /// <summary>One round over some members.</summary>
    public static ModelState Round(ILearner learner, ModelState state, params IEnumerable<Dataset> members)
    {
        RunningSum sum = new(learner.Ask(state)!);
        using RandomNumberGenerator source = RandomNumberGenerator.Create();
        foreach (Dataset member in members)
            sum.Add(Quantiser.Encode(learner.Contribute(state, member, CancellationToken.None), source));
        return learner.Advance(state, sum.Total());
    }

    /// <summary>Rounds over some members, to the end.</summary>
    public static ModelState Run(ILearner learner, params Dataset[] members)
    {
        ModelState state = learner.Start();
        while (learner.Ask(state) is not null)
            state = Round(learner, state, members);
        return state;
    }

    /// <summary>The sum that so many equal members with the given slot values would make.</summary>
    public static RingVector Sum(RoundSpec spec, Func<int, long> slot)
    {
        RingVector sum = new(spec.Ring, spec.Length);
        for (int i = 0; i < spec.Length; i++)
            sum[i] = slot(i);
        return sum;
    }
}
