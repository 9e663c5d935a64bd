namespace FedMat.Materials;

/// <summary>
/// Looks at a site's rows one after the other and says what a study would find in them. It remembers some numbers of each row: for a million rows and ten
/// number inputs about 200 MB. The same rows in the same order give the same report.
/// </summary>
public sealed class ReadinessCheck
{
    private const int CellWithoutPlan = 5;
    private readonly DataContract contract;
    private readonly IHoldOutDraw? draw;
    private readonly int cell;
    private readonly bool isStudy;
    private readonly RowNames names = new();
    private readonly TargetTally target;
    private readonly InputTally[] inputs;
    private readonly GroupTally[] groups;
    private readonly ElementTally elements = new();
    private readonly Duplicates duplicates;
    private readonly RowKey inputKey;
    private readonly List<UInt128> inputKeys = [];
    private readonly Dictionary<string, int> leftOut = new(StringComparer.Ordinal);
    private int rows;

    /// <param name="contract">What the rows are.</param>
    /// <param name="minimumCell">Of a plan; null where no plan is at hand.</param>
    /// <param name="draw">How the plan's learner draws its hold-out; null where that is not known.</param>
    public ReadinessCheck(DataContract contract, int? minimumCell = null, IHoldOutDraw? draw = null)
    {
        this.contract = contract ?? throw new ArgumentNullException(nameof(contract));
        this.draw = draw;
        isStudy = minimumCell is not null;
        cell = minimumCell ?? CellWithoutPlan;
        target = new(contract.Target, contract.Auxiliary);
        inputs = [.. contract.Inputs.Select((input, place) => new InputTally(input, place, InputRole.Of(contract, input.Name)))];
        groups = [.. contract.Groups.Select(group => new GroupTally(group.Name))];
        duplicates = new(RowKey.OfDuplicates(contract));
        inputKey = RowKey.OfInputs(contract);
    }

    /// <summary>Checks rows in one go.</summary>
    public static ReadinessReport Of(DataContract contract, IEnumerable<SampleRecord> samples, int? minimumCell = null, IHoldOutDraw? draw = null)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ReadinessCheck check = new(contract, minimumCell, draw);
        foreach (var sample in samples) check.Add(sample, SampleUse.WhyNot(sample, contract));
        return check.Finish();
    }

    /// <param name="sample">The next row.</param>
    /// <param name="whyNot">Why no study uses it, or null.</param>
    public void Add(SampleRecord sample, string? whyNot)
    {
        ArgumentNullException.ThrowIfNull(sample);
        int order = rows++;
        target.See(sample);
        if (whyNot is null)
        {
            Use(sample, order);
            return;
        }
        if (whyNot == SampleUse.OnlyAuxiliary) target.UseAuxiliary(sample);
        leftOut[whyNot] = leftOut.GetValueOrDefault(whyNot) + 1;
        if (sample.Target is not { Censoring: Censoring.None }) return;
        duplicates.AddTest(sample);
        for (int i = 0; i < groups.Length; i++) groups[i].AddTest(sample.Groups[i]);
    }

    /// <param name="record">The id of the record that was added as the given one, from 0; null where rows are of a file.</param>
    public ReadinessReport Finish(Func<int, string?>? record = null)
    {
        names.Record = record ?? (_ => null);
        double[] targets = target.Values.Sorted();
        List<OutlierReport> outliers = [.. Found(Outliers.Find(contract.Target.Name, contract.Target.Unit, target.Values, targets, names))];
        List<InputCoverage> coverage = [];
        foreach (var input in inputs)
        {
            double[] sorted = input.Numbers?.Sorted() ?? [];
            coverage.Add(input.Coverage(sorted, names.Count));
            if (input.Numbers is { } numbers) outliers.AddRange(Found(Outliers.Find(input.Input.Name, input.Input.Unit, numbers, sorted, names)));
        }
        var sets = duplicates.Sets();
        LeftOut[] reasons = [.. leftOut.Select(pair => new LeftOut(pair.Key, pair.Value)).OrderByDescending(left => left.Rows)];
        var report = new ReadinessReport(
            contract.Name, rows, names.Count, reasons, target.Report(targets, rows), coverage, elements.Coverage(), elements.PerRow(),
            duplicates.Report(sets, target.Values, targets, names), outliers, [.. groups.Select(group => group.Report())], [.. LeaksOf(sets)], cell,
            SmallCellsOf(coverage), []);
        return report with { Findings = Findings.Of(report, isStudy, inputKeys.Distinct().Take(2).Count()) };
    }

    private static IEnumerable<T> Found<T>(T? found)
        where T : class => found is null ? [] : [found];

    private void Use(SampleRecord sample, int order)
    {
        names.Add(order, sample.Row);
        target.Use(sample);
        elements.Add(sample.Inputs);
        foreach (var input in inputs) input.Add(sample.Inputs);
        for (int i = 0; i < groups.Length; i++) groups[i].Add(sample.Groups[i]);
        duplicates.Add(sample, contract.Target.TypicalUncertainty);
        inputKeys.Add(inputKey.Of(sample));
        draw?.Take(sample.Inputs, sample.Groups);
    }

    private IEnumerable<LeakReport> LeaksOf(IReadOnlyList<ArraySegment<int>> sets)
    {
        bool[]? held = draw?.Held();
        int[] setOfRow = new int[names.Count];
        Array.Fill(setOfRow, -1);
        for (int i = 0; i < sets.Count; i++)
            foreach (int row in sets[i]) setOfRow[row] = i;
        return groups.SelectMany(group => Found(Leaks.ByRows(group.Column, group.OfRow, held, inputKeys)).Concat(Found(Leaks.ToTest(group))))
            .Concat(Found(Leaks.ByRows("duplicates", setOfRow, held, inputKeys)))
            .Concat(Found(Leaks.ToTest("duplicates", duplicates)));
    }

    private NameCount[] SmallCellsOf(IEnumerable<InputCoverage> coverage) =>
    [
        .. elements.Coverage().Where(element => element.Rows < cell).Select(element => new NameCount(element.Symbol, element.Rows)),
        .. coverage.SelectMany(input => input.Categories.Where(category => category.Rows > 0 && category.Rows < cell)
            .Select(category => new NameCount($"{input.Column} = {category.Name}", category.Rows))),
    ];
}
