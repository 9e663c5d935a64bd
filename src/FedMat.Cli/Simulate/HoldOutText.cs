using System.Globalization;
using FedMat.Cli.Readiness;
using FedMat.Learning;

namespace FedMat.Cli.Simulate;

/// <summary>Summed hold-out figures in words: name and value of each that there is.</summary>
internal static class HoldOutText
{
    public static IEnumerable<(string What, string Figure)> Of(HoldOutFigures figures, string unit)
    {
        yield return ("rows", $"{figures.Rows:#,0}");
        yield return ("mean absolute error", $"{Wording.Number(figures.Mae)} {unit}");
        yield return ("root mean squared error", $"{Wording.Number(figures.Rmse)} {unit}");
        yield return ("bias", $"{Wording.Number(figures.Bias)} {unit}");
        yield return ("R²", Part(figures.R2, "the targets are all the same"));
        if (figures is { Coverage90: { } covered, Width90: { } width })
        {
            yield return ("covered by 90 % intervals", covered.ToString("0.0 %", CultureInfo.InvariantCulture));
            yield return ("mean width of 90 % intervals", $"{Wording.Number(width)} {unit}");
        }

        if (figures.Classes is not { } classes)
            yield break;
        yield return ("rows of class 1 and 0", $"{classes.Positives:#,0} and {classes.Negatives:#,0}");
        yield return ("balanced accuracy, 1 from 0.5 on", Part(classes.BalancedAccuracy, "the rows are of one class"));
        yield return ("area under the ROC curve", Part(classes.RocArea, "the rows are of one class"));
    }

    private static string Part(double? value, string otherwise) =>
        value is { } part ? part.ToString("0.000", CultureInfo.InvariantCulture) : $"unknown: {otherwise}";
}
