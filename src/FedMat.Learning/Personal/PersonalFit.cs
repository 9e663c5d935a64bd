namespace FedMat.Learning;

/// <summary>
/// Fits mixes of federated and local predictions to a member's rows. Offset and scale are those of the federated model's errors, as if ten rows had shown none. The
/// weight is the best of twenty-one by mean absolute error, as if fifty rows had spoken for the federated model, or, where the local one is better by more than
/// its standard error, for the local one. A recipe is chosen by leaving one fold out at a time.
/// </summary>
internal static class PersonalFit
{
    private const double CorrectionRows = 10;
    private const double WeightRows = 50;
    private const int WeightSteps = 20;
    private const double LargestScale = 0.5;

    /// <summary>The mix of the recipe that does best where one fold at a time is left out of the fit.</summary>
    public static PersonalMix Best(PersonalRows rows, int[] places)
    {
        PersonalRecipe best = default;
        double least = double.PositiveInfinity;
        foreach (PersonalRecipe recipe in Enum.GetValues<PersonalRecipe>())
        {
            double error = 0;
            foreach (double one in LeavingOut(rows, places, (all, training) => Fit(recipe, all, training)))
                error += one;
            if (error < least)
                (best, least) = (recipe, error);
        }

        return Fit(best, rows, places);
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

    public static PersonalMix Fit(PersonalRecipe recipe, PersonalRows rows, int[] places)
    {
        if (places.Length == 0)
            return PersonalMix.Adapted;
        PersonalMix mix = recipe == PersonalRecipe.Mixed ? PersonalMix.Adapted : Correction(rows, places);
        return recipe == PersonalRecipe.Corrected ? mix : mix with { Weight = Weight(rows, places, mix) };
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
        (double best, double least) = (1, double.PositiveInfinity);
        for (int step = WeightSteps; step >= 0; step--)
        {
            double weight = step / (double)WeightSteps;
            double error = rows.Mae(mix with { Weight = weight }, places);
            if (error < least)
                (best, least) = (weight, error);
        }

        double prior = LocalIsBetter(rows, places, mix) ? 0 : 1;
        return ((places.Length * best) + (WeightRows * prior)) / (places.Length + WeightRows);
    }

    /// <summary>By more than the standard error of the difference.</summary>
    private static bool LocalIsBetter(PersonalRows rows, int[] places, PersonalMix mix)
    {
        double sum = 0, squares = 0;
        foreach (int place in places)
        {
            double loss = rows.ErrorAt(mix with { Weight = 1 }, place) - rows.ErrorAt(mix with { Weight = 0 }, place);
            sum += loss;
            squares += loss * loss;
        }

        double mean = sum / places.Length;
        double variance = Math.Max(0, (squares / places.Length) - (mean * mean));
        return mean > Math.Sqrt(variance / places.Length);
    }

    private static double Median(double[] values)
    {
        double[] sorted = [.. values.Order()];
        int half = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
