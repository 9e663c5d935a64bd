namespace FedMat.Learning;

/// <summary>
/// Fits mixes of adapted and local predictions to a member's rows. The weight is the best of twenty-one by mean absolute error, with a price on leaving the equal
/// mean that falls with the number of rows: two models that err apart are better together, and few rows say little of more. Offset and scale are those of
/// the adapted model's errors, as if ten rows had shown none; they are used where rows that they were not fitted to gain by more than a standard error. The price was
/// chosen by the errors of rows that no model had seen.
/// </summary>
internal static class PersonalFit
{
    private const double CorrectionRows = 10;
    private const double WeightPrice = 80;
    private const int WeightSteps = 20;
    private const double LargestScale = 0.5;

    /// <summary>The mix, with a correction where that does better when one fold at a time is left out of the fit.</summary>
    public static PersonalMix Best(PersonalRows rows, int[] places)
    {
        double[] plain = LeavingOut(rows, places, (all, training) => Fit(all, training, corrected: false));
        double[] corrected = LeavingOut(rows, places, (all, training) => Fit(all, training, corrected: true));
        return Fit(rows, places, corrected: IsClearlyLess(corrected, plain));
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
        double[] weights = new double[WeightSteps + 1], errors = new double[WeightSteps + 1];
        for (int step = 0; step <= WeightSteps; step++)
        {
            weights[step] = step / (double)WeightSteps;
            errors[step] = rows.Mae(mix with { Weight = weights[step] }, places);
        }

        double least = errors.Min();
        double price = least * WeightPrice / places.Length;
        return weights.MinBy(weight => errors[(int)Math.Round(weight * WeightSteps)] + (price * (weight - 0.5) * (weight - 0.5)));
    }

    /// <summary>By more than the standard error of the difference.</summary>
    private static bool IsClearlyLess(double[] errors, double[] others)
    {
        double sum = 0, squares = 0;
        for (int i = 0; i < errors.Length; i++)
        {
            double gain = others[i] - errors[i];
            sum += gain;
            squares += gain * gain;
        }

        double mean = sum / errors.Length;
        double variance = Math.Max(0, (squares / errors.Length) - (mean * mean));
        return mean > Math.Sqrt(variance / errors.Length);
    }

    private static double Median(double[] values)
    {
        double[] sorted = [.. values.Order()];
        int half = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
