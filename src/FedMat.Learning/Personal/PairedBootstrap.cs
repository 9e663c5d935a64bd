namespace FedMat.Learning;

/// <summary>
/// An interval for a mean difference of errors over the same rows: what the difference would be had other rows been drawn, in groups that belong together, from those
/// there are (percentile bootstrap: Efron and Tibshirani, An Introduction to the Bootstrap, 1993, section 13.3). Rows that are not like those to
/// come make it too narrow, and so do fewer groups than ten or so.
/// </summary>
internal static class PairedBootstrap
{
    private const int Draws = 999;
    private const double Tail = 0.05;

    /// <param name="errors">Of the model, one a row.</param>
    /// <param name="others">Of the model that it is compared with.</param>
    /// <param name="units">The group of each row, from 0.</param>
    /// <param name="seed">The draws follow from it.</param>
    /// <returns>How much smaller the first are; null where there are fewer than two groups.</returns>
    public static Gain? Of(double[] errors, double[] others, int[] units, long seed)
    {
        int count = units.Length == 0 ? 0 : units.Max() + 1;
        if (count < 2)
            return null;
        (double[] gains, int[] rows) = (new double[count], new int[count]);
        double total = 0;
        for (int i = 0; i < units.Length; i++)
        {
            gains[units[i]] += others[i] - errors[i];
            rows[units[i]]++;
            total += others[i] - errors[i];
        }

        SeededStream stream = new("fedmat.personal.bootstrap", seed);
        double[] means = new double[Draws];
        for (int draw = 0; draw < Draws; draw++)
            means[draw] = Draw(stream, gains, rows);
        Array.Sort(means);
        int tail = (int)(Tail * (Draws + 1)) - 1;
        return new Gain(total / units.Length, means[tail], means[Draws - 1 - tail]);
    }

    private static double Draw(SeededStream stream, double[] gains, int[] rows)
    {
        double sum = 0;
        int drawn = 0;
        for (int i = 0; i < gains.Length; i++)
        {
            int unit = stream.NextBelow(gains.Length);
            sum += gains[unit];
            drawn += rows[unit];
        }

        return sum / drawn;
    }
}
