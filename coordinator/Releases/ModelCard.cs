using System.Globalization;
using System.Text;
using FedMat.Learning;
using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Coordinator.Releases;

/// <summary>What a model is, for people: where it comes from, what it takes and gives, how well, and what it is not for. No data value.</summary>
internal sealed record ModelCard(
    Plan Plan, IReadOnlyList<Member> Contributors, int Sums, LearnerProgress Progress, IModel Model, DateTimeOffset Published)
{
    private DataContract Contract => Model.Contract;

    public byte[] ToMarkdown()
    {
        StringBuilder text = new();
        TargetColumn target = Contract.Target;
        Line(text, $"# {OneLine(Plan.Name)}");
        Line(text, "");
        Line(text, $"Predicts **{OneLine(target.Name)}** in **{OneLine(target.Unit)}**. {OneLine(Plan.Purpose)}");
        Section(text, "Where it comes from", Origin);
        Section(text, "Terms", Terms);
        Section(text, "How well", Quality(target));
        Section(text, "What it takes", [.. Contract.Inputs.Select(input => $"- {Describe(input)}"), $"- Descriptors: {Contract.Descriptors}."]);
        Section(text, "Limits", Limits);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private IEnumerable<string> Origin =>
    [
        $"- Study {Plan.Id}, published {Published:yyyy-MM-dd HH:mm} UTC.",
        $"- {Contributors.Count} members contributed: {string.Join(", ", Contributors.Select(member => OneLine(member.Name)))}.",
        $"- {Progress.Round} training rounds; {Sums} sums over the members in all. No member's rows left its site.",
    ];

    private IEnumerable<string> Terms =>
    [
        $"- Licence: {OneLine(Plan.Release.Licence)}.",
        $"- For: {OneLine(Plan.Release.Users)}.",
        $"- Until {Plan.Release.Until.UtcDateTime:yyyy-MM-dd}.",
    ];

    private static IEnumerable<string> Limits =>
    [
        "- Use it for records like those of the members: elements that no member has, and inputs outside the ranges above, are extrapolation, and predictions say so.",
        "- The errors above are means over all members; at a single member, and for a single material, they can be larger.",
        "- The intervals of predictions hold for records that are drawn like those of the members, and for no others.",
    ];

    private IEnumerable<string> Quality(TargetColumn target)
    {
        string unit = OneLine(target.Unit);
        if ((Model as StudyModel)?.Figures is { } figures)
            return Quality(figures, unit);
        return [Progress.HoldOutMae is { } error
            ? string.Create(CultureInfo.InvariantCulture, $"Mean absolute error {error:G4} {unit}, over rows that the models had not seen.")
            : "The learner has measured no hold-out error."];
    }

    private static IEnumerable<string> Quality(HoldOutFigures figures, string unit)
    {
        yield return $"On {figures.Rows} rows that the models had not seen:";
        yield return "";
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"- mean absolute error {figures.Mae:G4} {unit}, root mean squared error {figures.Rmse:G4} {unit}, bias {figures.Bias:G3} {unit}{(figures.R2 is { } r2 ? $", R² {r2:0.000}" : "")};");
        yield return figures is { Coverage90: { } covered, Width90: { } width }
            ? string.Create(CultureInfo.InvariantCulture, $"- 90 % intervals cover {covered:0.0 %} of them and are {width:G4} {unit} wide on the mean.")
            : "- too few to promise intervals and say what they cover.";
        if (figures.Classes is { } classes)
            yield return $"- {Describe(classes)}";
    }

    private static string Describe(ClassFigures classes) => classes is { BalancedAccuracy: { } balanced, RocArea: { } area }
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"The prediction is the probability of class 1: {classes.Positives} rows of class 1 and {classes.Negatives} of class 0, balanced accuracy {balanced:0.000} from 0.5 on, area under the ROC curve {area:0.000}.")
        : $"The prediction is the probability of class 1, and all {classes.Positives + classes.Negatives} rows are of one class: nothing says that the model can tell them apart.";

    private static void Section(StringBuilder text, string title, IEnumerable<string> lines)
    {
        Line(text, "");
        Line(text, $"## {title}");
        Line(text, "");
        foreach (string line in lines)
            Line(text, line);
    }

    private static string Describe(InputColumn input) => input.Kind switch
    {
        ColumnKind.Composition => $"`{input.Name}`: a chemical formula",
        ColumnKind.Category => $"`{input.Name}`: one of {string.Join(", ", input.Categories)}",
        _ => $"`{input.Name}`: a number{(input.Unit is null ? "" : $" in {input.Unit}")}{Range(input)}",
    };

    private static string Range(InputColumn input) => (input.Minimum, input.Maximum) switch
    {
        ({ } least, { } most) => string.Create(CultureInfo.InvariantCulture, $", from {least} to {most}"),
        ({ } least, null) => string.Create(CultureInfo.InvariantCulture, $", from {least}"),
        (null, { } most) => string.Create(CultureInfo.InvariantCulture, $", up to {most}"),
        _ => "",
    };

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');

    /// <summary>Text that a member wrote stays within its line and starts no markup.</summary>
    private static string OneLine(string text) => string.Concat(text.Select(Harmless));

    private static string Harmless(char letter) =>
        char.IsControl(letter) ? " " : letter is '<' or '>' or '[' or ']' or '`' or '*' or '\\' ? $"\\{letter}" : letter.ToString();
}
