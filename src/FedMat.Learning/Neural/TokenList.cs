namespace FedMat.Learning;

/// <summary>The elements that a record has, of those that a network knows.</summary>
public static class TokenList
{
    /// <summary>Those with a fraction above 0.</summary>
    /// <param name="fractions">Of all that the network knows.</param>
    /// <param name="places">Room for all of them: the places of those that are there, rising.</param>
    /// <returns>How many are there.</returns>
    public static int Of(ReadOnlySpan<float> fractions, Span<int> places)
    {
        int count = 0;
        for (int i = 0; i < fractions.Length; i++)
        {
            if (fractions[i] > 0)
                places[count++] = i;
        }

        return count;
    }

    /// <summary>The powers of a fraction that its token is made of.</summary>
    /// <param name="fraction">Above 0.</param>
    /// <param name="powers">Room for <see cref="AttentionShape.Powers"/>.</param>
    public static void Powers(float fraction, Span<float> powers)
    {
        powers[0] = fraction;
        for (int i = 1; i < powers.Length; i++)
            powers[i] = (float)Math.Sqrt(powers[i - 1]);
    }
}
