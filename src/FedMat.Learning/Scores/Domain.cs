using FedMat.Materials;

namespace FedMat.Learning;

/// <summary>
/// Where a model applies: rows whose elements the members' rows contain, and that lie no farther from their mean than all but one in a hundred of theirs.
/// </summary>
public sealed class Domain
{
    private const double Within = 0.99;

    /// <summary>A single standardised input counts up to this: a rare element is one reason for doubt, not all of them.</summary>
    private const double Limit = 10;

    private readonly Survey survey;

    internal Domain(Survey survey, Calibration calibration)
    {
        this.survey = survey;
        long rows = 0;
        foreach (long count in calibration.Distances)
            rows += count;
        Farthest = LogCells.Quantile(calibration.Distances, Within * rows) ?? double.PositiveInfinity;
    }

    /// <summary>The distance beyond which a row is outside.</summary>
    public double Farthest { get; }

    /// <summary>The elements of a row that no row of any member contains.</summary>
    public ElementSet Unknown(ElementSet elements)
    {
        UInt128 known = 0;
        for (int number = 0; number < survey.ElementRows.Length; number++)
        {
            if (survey.ElementRows[number] > 0)
                known |= UInt128.One << number;
        }

        return new ElementSet(elements.Bits & ~known);
    }

    /// <summary>How far a row is from the members' mean: the root of the mean square of its standardised inputs.</summary>
    /// <param name="inputs">The described row.</param>
    public double Distance(ReadOnlySpan<float> inputs) => Distance(survey.Standardisation, inputs);

    internal static double Distance(Standardisation scales, ReadOnlySpan<float> inputs)
    {
        double squares = 0;
        int used = 0;
        for (int j = 0; j < inputs.Length; j++)
        {
            if (scales.InverseScales[j] == 0)
                continue;
            double value = Math.Clamp((inputs[j] - scales.Means[j]) * scales.InverseScales[j], -Limit, Limit);
            squares += value * value;
            used++;
        }

        return used == 0 ? 0 : Math.Sqrt(squares / used);
    }
}
