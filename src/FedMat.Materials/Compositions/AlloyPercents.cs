using System.Globalization;

namespace FedMat.Materials;

/// <summary>
/// An alloy given by the percent of each element, as in a table with one column per element; the balance element is what is left of 100.
/// Weight becomes amount by the standard atomic weights of <see cref="Elements"/> (CIAAW 2021; the mass number of the longest-lived isotope
/// where there is none). Limits: percents from 1e-9 to 100, or 0 for an element that is not there; without a balance they add up to 99 to 101.
/// </summary>
public static class AlloyPercents
{
    private const double Smallest = 1e-9;
    private const double Tolerance = 1;

    /// <summary>The composition, its amounts as atomic percent.</summary>
    /// <param name="percents">Each element once.</param>
    /// <param name="basis">What the percents are of.</param>
    /// <param name="balance">The element that makes up the rest, or null where all are given.</param>
    /// <exception cref="InputException">
    /// A percent that is none, an element given twice, nothing left for the balance, a sum far from 100; the column is the element.
    /// </exception>
    public static Composition Read(IEnumerable<(Element Element, double Percent)> percents, PercentBasis basis, Element? balance = null)
    {
        ArgumentNullException.ThrowIfNull(percents);
        var given = percents.ToArray();
        return Check(given, balance) is { } wrong
            ? throw new InputException(wrong.Problem, wrong.Remedy, column: wrong.Element?.Symbol)
            : Make(given, basis, balance);
    }

    /// <summary>What is wrong, what to do, and with which element; null where nothing is.</summary>
    internal static (string Problem, string Remedy, Element? Element)? Check((Element Element, double Percent)[] given, Element? balance)
    {
        var seen = new HashSet<int>(balance is null ? [] : [balance.Number]);
        double sum = 0;
        foreach (var (element, percent) in given)
        {
            if (!seen.Add(element.Number)) return ($"{element} is given twice", "Give each element once, and the balance no percent.", element);
            if (!(percent == 0 || (percent >= Smallest && percent <= 100)))
                return ($"{Text(percent)} % of {element} is not between 0 and 100", "Write the percent as a number such as 0.1.", element);
            sum += percent;
        }
        if (balance is null && Math.Abs(sum - 100) > Tolerance)
            return ($"the percents add up to {Text(sum)}, not 100", "Give every element, or name the balance element without a percent.", null);
        if (balance is not null && !(100 - sum >= Smallest))
            return ($"the percents add up to {Text(sum)}, which leaves nothing for {balance}", "Correct them, or give the balance a percent too.", balance);
        return null;
    }

    /// <summary>The composition of percents that were checked.</summary>
    internal static Composition Make((Element Element, double Percent)[] given, PercentBasis basis, Element? balance)
    {
        double[] percents = new double[Elements.All.Count + 1];
        double sum = 0;
        foreach (var (element, percent) in given)
        {
            percents[element.Number] = percent;
            sum += percent;
        }
        if (balance is not null) percents[balance.Number] = 100 - sum;
        return Make(percents, basis);
    }

    private static Composition Make(double[] percents, PercentBasis basis)
    {
        var amounts = new List<(Element Element, double Amount)>();
        double moles = 0;
        for (int number = 1; number < percents.Length; number++)
        {
            if (percents[number] == 0) continue;
            var element = Elements.Of(number);
            double amount = basis == PercentBasis.Weight ? percents[number] / element.AtomicWeight : percents[number];
            moles += amount;
            amounts.Add((element, amount));
        }
        return basis == PercentBasis.Atomic ? new([.. amounts]) : new([.. amounts.Select(pair => (pair.Element, 100 * pair.Amount / moles))]);
    }

    private static string Text(double value) => Math.Round(value, 6).ToString(CultureInfo.InvariantCulture);
}
