using System.Diagnostics;
using FedMat.Learning;
using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Simulation;

/// <summary>
/// What joining gains: the same learner with the same settings on each member's rows alone, under the secure sum, as each member's personal model, and on
/// all rows in one place. Labs alone, and the pool, leave their rows as they are; the federation groups them as its plan says.
/// </summary>
public sealed class Simulator
{
    private static readonly double[] Levels = [0.5, 0.6, 0.7, 0.8, 0.9, 0.95];
    private readonly SimulationData data;
    private readonly SimulationSettings settings;
    private readonly ILocalTrainer trainer;
    private readonly IProgress<SimulationProgress> progress;
    private readonly int largest;

    /// <param name="data">Members and test rows.</param>
    /// <param name="settings">How to learn.</param>
    /// <param name="trainer">Of networks.</param>
    /// <param name="progress">Told after every sum.</param>
    public Simulator(SimulationData data, SimulationSettings settings, ILocalTrainer trainer, IProgress<SimulationProgress> progress)
    {
        this.data = data;
        this.settings = settings;
        this.trainer = trainer;
        this.progress = progress;
        largest = data.Members.Max(member => member.Train.Rows + (member.Train.Untargeted?.Rows ?? 0));
    }

    /// <param name="source">The table, as the user named it.</param>
    /// <param name="drop">The part of the members that is lost in each sum that can do without them.</param>
    /// <param name="leaveOut">Whether to measure each member's rows by the model of all the others.</param>
    /// <param name="compare">Whether to learn what the federated model is compared with: local, personal and pooled models.</param>
    /// <param name="cancellation">Ends the run soon after.</param>
    /// <exception cref="RefusedException">The learner or its settings are unknown, or a member's rows cannot be used.</exception>
    public SimulationResult Run(string source, double drop, bool leaveOut, bool compare, CancellationToken cancellation)
    {
        RequireGroups();
        List<LearnerProgress> course = [];
        long start = Stopwatch.GetTimestamp();
        FederationResult run = Learn("federated", data.Members.Select(member => member.Train), grouped: true, cancellation, course, drop);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        StudyModel federated = (StudyModel)run.Model;
        TestErrors test = new(data);
        double[] predicted = test.Predict(federated);
        MemberModels[]? models = compare ? [.. data.Members.Select(member => Alone(member, run, test, cancellation))] : null;
        StudyModel? pooled = compare
            ? (StudyModel)Learn("pooled", [Dataset.Concat([.. data.Members.Select(member => member.Train)])], grouped: false, cancellation).Model
            : null;
        double?[] leftOut = [.. data.Members.Select(member => leaveOut && data.Members.Count > 1 ? LeftOut(member, cancellation) : null)];
        MemberFigures[] members = [.. data.Members.Select((member, i) => new MemberFigures(
            member.Name, member.Train.Rows, test.RowsOf(member.Name), test.Mae(models?[i].Local), test.OwnMae(member.Name, models?[i].Local),
            test.OwnMae(member.Name, predicted), test.OwnMae(member.Name, models?[i].Personal), models?[i].Advice, leftOut[i]))];
        Coverage coverage = new(federated, data.Members.Select(member => member.Train));
        SimulationFigures figures = new(
            source, settings.LearnerName, settings.Seed, settings.MinimumCell, members,
            new ErrorFigures(Mean(members.Select(member => member.LocalMae)), null, null, Mean(members.Select(member => member.LocalOwnMae))),
            test.Of(predicted), new ErrorFigures(null, null, null, Mean(members.Select(member => member.PersonalOwnMae))), pooled is null ? ErrorFigures.None : test.Of(test.Predict(pooled)),
            federated.Figures?.Mae, coverage.Of(0.9)?.Covered, coverage.Of(0.9)?.Width, test.Covered(federated, 0.9), Weights(federated), run.Sums, seconds)
        {
            HoldOut = federated.Figures,
            Notes = DataNotes.Of(data),
        };
        return new SimulationResult(figures, Pictures(federated, test, predicted, coverage, course));
    }

    private void RequireGroups()
    {
        if (data.Members.FirstOrDefault(member => member.Train.MeasuredRows < settings.MinimumCell) is { } small)
            throw new RefusedException(
                RefusalCode.TooFewRows,
                $"member '{small.Name}' has {small.Train.MeasuredRows} training rows with a measured target; with 'minimumCell' {settings.MinimumCell} at least {settings.MinimumCell} are needed: leave the member out, or say --minimum-cell 1");
    }

    /// <summary>A member's own model and its personal one, as they predict the test rows.</summary>
    private MemberModels Alone(SimulatedMember member, FederationResult study, TestErrors test, CancellationToken cancellation)
    {
        Plan plan = settings.ToPlan(data.Contract, largest, grouped: true) with { Members = InMemorySum.Named(data.Members.Count) };
        PersonalStudy found = PersonalStudy.Run(
            plan, study.State, member.Train, trainer, tookPart: true, new Told($"{member.Name} alone", progress, course: null), cancellation);
        return new MemberModels(test.Predict(found.Local), test.Predict(found.Result.Model), found.Result.Choice.ToString().ToLowerInvariant());
    }

    private FederationResult Learn(
        string what, IEnumerable<Dataset> members, bool grouped, CancellationToken cancellation, List<LearnerProgress>? course = null, double drop = 0)
    {
        Told told = new(what, progress, course);
        return Federation.Run(settings.ToPlan(data.Contract, largest, grouped), [.. members], trainer, told, drop, cancellation);
    }

    private double? LeftOut(SimulatedMember member, CancellationToken cancellation)
    {
        IModel others = Learn(
            $"all but {member.Name}", data.Members.Where(one => one != member).Select(one => one.Train), grouped: true, cancellation).Model;
        double[] predictions = new double[member.Train.Rows];
        others.Predict(member.Train.X, predictions);
        int[] measured = [.. Enumerable.Range(0, predictions.Length).Where(row => member.Train.Bounds[row] == Censoring.None)];
        return measured.Length == 0 ? null : measured.Average(row => Math.Abs(predictions[row] - member.Train.Y[row]));
    }

    private static SimulationPictures Pictures(StudyModel model, TestErrors test, double[] predicted, Coverage coverage, List<LearnerProgress> course) => new(
        test.Truth, predicted, test.HalfWidths(model, 0.9), Levels, [.. Levels.Select(level => coverage.Of(level)?.Covered ?? double.NaN)],
        [.. Levels.Select(level => test.Covered(model, level) ?? double.NaN)], course);

    private static Dictionary<string, double> Weights(StudyModel model)
    {
        IReadOnlyList<string> names = model.CandidateNames;
        Dictionary<string, double> weights = [];
        for (int i = 0; i < names.Count; i++)
            weights[names.Take(i).Contains(names[i]) ? $"{names[i]}.{i}" : names[i]] = model.Weights[i];
        return weights;
    }

    private static double? Mean(IEnumerable<double?> values) => values.OfType<double>().ToArray() is { Length: > 0 } known ? known.Average() : null;

    private sealed record MemberModels(double[] Local, double[] Personal, string Advice);

    private sealed class Told(string what, IProgress<SimulationProgress> progress, List<LearnerProgress>? course) : IProgress<LearnerProgress>
    {
        public void Report(LearnerProgress value)
        {
            course?.Add(value);
            progress.Report(new SimulationProgress(what, value));
        }
    }
}
