using FedMat.Crypto;
using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Learning.Tests;

/// <summary>Fitters of trees over the example's rows.</summary>
internal static class TreeExamples
{
    /// <summary>A plan whose learner is boosted trees.</summary>
    public static Plan Boosted(string settings = "", int rounds = 6) => Examples.Plan($$"""{"name":"boosted"{{(settings.Length > 0 ? "," : "")}}{{settings}}}""", rounds: rounds);

    /// <summary>A plan whose learner is a forest.</summary>
    public static Plan Forest(string settings = "\"trees\":10") => Examples.Plan($$"""{"name":"forest",{{settings}}}""");

    /// <summary>The fitter of a plan when members hold these rows.</summary>
    public static IFitter Fitter(Plan plan, params Dataset[] members)
    {
        Candidate candidate = LearnerCatalogue.Parse((System.Text.Json.Nodes.JsonObject)System.Text.Json.Nodes.JsonNode.Parse(plan.Learner.Text)!, plan);
        return candidate.Fitter(FitExamples.Context(plan, Dataset.Concat(members), bins: candidate.Bins));
    }

    /// <summary>The fitted state over members' rows, and its fitter.</summary>
    public static (IFitter Fitter, FitState End) Fit(Plan plan, params Dataset[] members)
    {
        IFitter fitter = Fitter(plan, members);
        return (fitter, FitExamples.Run(fitter, [.. members.Select(member => FitExamples.Rows(plan, member))]));
    }

    /// <summary>What the model that is fitted to members' rows predicts for some rows.</summary>
    public static double[] Predict(Plan plan, Dataset of, params Dataset[] members)
    {
        (IFitter fitter, FitState end) = Fit(plan, members);
        double[] means = new double[of.Rows];
        fitter.Model(end).Predict(of.X, means, new double[of.Rows]);
        return means;
    }

    /// <summary>The hash of a state's bytes.</summary>
    public static Digest Hash(IFitter fitter, FitState state) => Digest.Of(FitExamples.Bytes(fitter, state));

    /// <summary>The example's rows with something of each changed.</summary>
    public static Dataset Data(IEnumerable<string> rows, Func<LabelledRow, int, LabelledRow> change)
    {
        DataContract contract = DataContract.Parse(Examples.Contract, "test");
        Table table = Table.Read(new StringReader("temperature_C,time_h,pressure_bar,hardness_GPa\n" + string.Join('\n', rows) + "\n"), "test");
        RecordReader reader = new(contract);
        return Dataset.Of(contract, [.. table.Rows.Select((row, place) => change(reader.ReadLabelled(row), place))]);
    }
}
