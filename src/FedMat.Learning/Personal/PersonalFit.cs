namespace FedMat.Learning;

/// <summary>
/// Fits mixes of adapted and local predictions to a member's rows. Of twenty-one weights it is the one nearest to equal parts whose mean absolute error is not larger than the least by
/// more than one and a half standard errors (in the manner of the one-standard-error rule: Breiman et al., Classification and Regression Trees, 1984, section 3.4.3): two
/// models that err apart are better together, and few rows say little of more. Offset and scale are those of the adapted model's errors, as if ten rows had shown none;
/// they are used where rows that they were not fitted to gain by more than a standard error. How many errors was chosen by rows that no model had seen.
/// </summary>
internal static class PersonalFit
{
    private const double CorrectionRows = 10;
    private const double WeightErrors = 1.5;
    private const int WeightSteps = 20;
    private const double LargestScale = 0.5;

    /// <summary>The mix, with a correction where that does better when one fold at a time is left out of the fit.</summary>
    public static PersonalMix Best(PersonalRows rows, int[] places)
    {
        double[] plain = LeavingOut(rows, places, (all, training) => Fit(all, training, corrected: false));
        double[] corrected = LeavingOut(rows, places, (all, training) => Fit(all, training, corrected: true));
        return Fit(rows, places, corrected: IsClearlyLess(corrected, plain, times: 1));
    }

    /// <summary>The absolute error of each place, with a mix that the places of all other folds have made.</summary>
    public static double[] LeavingOut(PersonalRows rows, int[] places, Func<PersonalRows, int[], PersonalMix> fit)
    {
        double[] errors = new double[places.Length];
        foreach (int fold in places.Select(place => rows.Folds[place]).Distinct())
        {
            PersonalMix mix = fit(rows, [.. places.Where(place => rows.Folds[place] != fold)]);
            for (int i = 0; i < places.Length; i++)
            {
                if (rows.Folds[places[i]] == fold)
                    errors[i] = rows.ErrorAt(mix, places[i]);
            }
        }

        return errors;
    }

    public static PersonalMix Fit(PersonalRows rows, int[] places, bool corrected)
    {
        if (places.Length == 0)
            return PersonalMix.Adapted;
        PersonalMix mix = corrected ? Correction(rows, places) : PersonalMix.Adapted;
        return mix with { Weight = Weight(rows, places, mix) };
    }

    private static PersonalMix Correction(PersonalRows rows, int[] places)
    {
        double[] residuals = Array.ConvertAll(places, place => rows.Truth[place] - rows.Adapted[place]);
        double median = Median(residuals);
        double centre = 0;
        foreach (int place in places)
            centre += rows.Adapted[place] / places.Length;
        double products = 0, squares = 0;
        for (int i = 0; i < places.Length; i++)
        {
            double distance = rows.Adapted[places[i]] - centre;
            products += distance * (residuals[i] - median);
            squares += distance * distance;
        }

        double shrink = places.Length / (places.Length + CorrectionRows);
        double scale = squares > 0 ? Math.Clamp(shrink * products / squares, -LargestScale, LargestScale) : 0;
        return new PersonalMix(1, shrink * median, scale, centre);
    }

    private static double Weight(PersonalRows rows, int[] places, PersonalMix mix)
    {
        double[][] errors = new double[WeightSteps + 1][];
        int best = 0;
        for (int step = 0; step <= WeightSteps; step++)
        {
            double weight = step / (double)WeightSteps;
            errors[step] = Array.ConvertAll(places, place => rows.ErrorAt(mix with { Weight = weight }, place));
            if (Gain(errors[step], errors[best]).Mean > 0)
                best = step;
        }

        int nearest = Enumerable.Range(0, WeightSteps + 1).Where(step => !IsClearlyLess(errors[best], errors[step], WeightErrors))
            .MinBy(step => Math.Abs(step - (WeightSteps / 2)));
        return nearest / (double)WeightSteps;
    }

    /// <summary>By more than so many standard errors of the difference.</summary>
    private static bool IsClearlyLess(double[] errors, double[] others, double times)
    {
        (double mean, double error) = Gain(errors, others);
        return mean > times * error;
    }

    /// <summary>How much smaller the first errors are in the mean, and the standard error of that.</summary>
    private static (double Mean, double Error) Gain(double[] errors, double[] others)
    {
        double sum = 0, squares = 0;
        for (int i = 0; i < errors.Length; i++)
        {
            double gain = others[i] - errors[i];
            sum += gain;
            squares += gain * gain;
        }

        double mean = sum / errors.Length;
        return (mean, Math.Sqrt(Math.Max(0, (squares / errors.Length) - (mean * mean)) / errors.Length));
    }

    private static double Median(double[] values)
    {
        double[] sorted = [.. values.Order()];
        int half = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
