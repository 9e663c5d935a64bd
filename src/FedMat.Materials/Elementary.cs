namespace FedMat.Materials;

/// <summary>
/// Exponential, logarithm, sine and cosine that are the same to the last bit on every machine: + - * / of doubles in a fixed order.
/// <see cref="Exp"/>: the argument less k ln 2, with ln 2 in two parts (Cody and Waite, Software Manual for the Elementary Functions, 1980,
/// chapter 6), then the Taylor series of the rest up to the 14th power.
/// <see cref="Log"/>: the argument as 2^k (1 + f) with √½ &lt; 1 + f ≤ √2, then log(1 + f) = 2 artanh s with s = f / (2 + f), as its series up to
/// s^21, summed as f - (f²/2 - s (f²/2 + R)), whose leading term is exact (K. C. Ng in fdlibm, Sun Microsystems, 1993).
/// <see cref="SinPi"/> and <see cref="CosPi"/> (IEEE 754-2019, 9.2): the argument less a whole number of halves, without error, then the Taylor series
/// up to the 17th power; whole turns cost no accuracy, however many.
/// Limits: sine and cosine within 2 ulp; the others within 1 ulp of the exact value; within 2 where an exponential is below the smallest normal number.
/// </summary>
public static class Elementary
{
    private const double Overflow = 709.782712893384;
    private const double Underflow = -745.1332191019412;

    /// <summary>ln 2, its first 32 bits and the rest: a product of the first part with a whole number below 2^21 is exact.</summary>
    private const double Ln2High = 0.6931471803691238;
    private const double Ln2Low = 1.9082149292705877e-10;
    private const double InverseLn2 = 1.4426950408889634;

    private const double SqrtTwo = 1.4142135623730951;
    private const int FractionBits = 52;
    private const int Bias = 1023;
    private const long FractionMask = (1L << FractionBits) - 1;
    private const long One = (long)Bias << FractionBits;

    /// <summary>1/14! down to 1/2!.</summary>
    private static readonly double[] Exponentials =
    [
        1.0 / 87178291200, 1.0 / 6227020800, 1.0 / 479001600, 1.0 / 39916800, 1.0 / 3628800, 1.0 / 362880, 1.0 / 40320, 1.0 / 5040, 1.0 / 720,
        1.0 / 120, 1.0 / 24, 1.0 / 6, 1.0 / 2,
    ];

    /// <summary>2/21 down to 2/3.</summary>
    private static readonly double[] Logarithms =
        [2.0 / 21, 2.0 / 19, 2.0 / 17, 2.0 / 15, 2.0 / 13, 2.0 / 11, 2.0 / 9, 2.0 / 7, 2.0 / 5, 2.0 / 3];

    /// <summary>1/16! down to 1/2!, with alternating signs.</summary>
    private static readonly double[] Cosines =
    [
        1.0 / 20922789888000, -1.0 / 87178291200, 1.0 / 479001600, -1.0 / 3628800, 1.0 / 40320, -1.0 / 720, 1.0 / 24, -1.0 / 2,
    ];

    /// <summary>1/17! down to 1/3!, with alternating signs.</summary>
    private static readonly double[] Sines =
    [
        1.0 / 355687428096000, -1.0 / 1307674368000, 1.0 / 6227020800, -1.0 / 39916800, 1.0 / 362880, -1.0 / 5040, 1.0 / 120, -1.0 / 6,
    ];

    /// <summary>e to a power.</summary>
    public static double Exp(double power)
    {
        if (double.IsNaN(power))
            return power;
        if (power > Overflow)
            return double.PositiveInfinity;
        if (power < Underflow)
            return 0;
        double twos = Math.Round(power * InverseLn2);
        double high = power - (twos * Ln2High);
        double low = twos * Ln2Low;
        double rest = high - low;
        double lost = high - rest - low;
        return Scaled(1 + (rest + (lost + (rest * rest * Polynomial(Exponentials, rest)))), (int)twos);
    }

    /// <summary>The natural logarithm; of zero minus infinity, of a negative number no number.</summary>
    public static double Log(double value)
    {
        if (!(value > 0) || double.IsPositiveInfinity(value))
            return value == 0 ? double.NegativeInfinity : value > 0 ? value : double.NaN;
        int shift = double.IsSubnormal(value) ? FractionBits : 0;
        double normal = value * PowerOfTwo(shift);
        int twos = Exponent(normal) - shift;
        double fraction = BitConverter.Int64BitsToDouble((BitConverter.DoubleToInt64Bits(normal) & FractionMask) | One);
        if (fraction > SqrtTwo)
            (fraction, twos) = (fraction / 2, twos + 1);
        double f = fraction - 1;
        double s = f / (2 + f);
        double half = f * f / 2;
        double series = s * s * Polynomial(Logarithms, s * s);
        return (twos * Ln2High) - (half - ((s * (half + series)) + (twos * Ln2Low)) - f);
    }

    /// <summary>The sine of π times a number; of what is not finite no number.</summary>
    public static double SinPi(double halfTurns) => Turned(halfTurns, 0);

    /// <summary>The cosine of π times a number; of what is not finite no number.</summary>
    public static double CosPi(double halfTurns) => Turned(halfTurns, 1);

    /// <summary>2 to a power from -1022 to 1023, exactly.</summary>
    public static double PowerOfTwo(int exponent) => BitConverter.Int64BitsToDouble((exponent + (long)Bias) << FractionBits);

    /// <summary>The k for which 2^k ≤ |value| &lt; 2^(k+1); -1023 for a number too small to be normal, 1024 for an infinite one.</summary>
    public static int Exponent(double value) => (int)((BitConverter.DoubleToInt64Bits(value) >> FractionBits) & 0x7FF) - Bias;

    /// <summary>The sine of π times a number, that many quarter turns on.</summary>
    private static double Turned(double halfTurns, int quarters)
    {
        if (!double.IsFinite(halfTurns))
            return double.NaN;
        double within = halfTurns - (2 * Math.Round(halfTurns / 2));
        double nearest = Math.Round(2 * within);
        double angle = Math.PI * (within - (nearest / 2));
        double square = angle * angle;
        return (((int)nearest + quarters) & 3) switch
        {
            0 => angle + (angle * square * Polynomial(Sines, square)),
            1 => 1 + (square * Polynomial(Cosines, square)),
            2 => -angle - (angle * square * Polynomial(Sines, square)),
            _ => -1 - (square * Polynomial(Cosines, square)),
        };
    }

    /// <summary>By Horner's rule, the highest coefficient first.</summary>
    private static double Polynomial(double[] coefficients, double x)
    {
        double sum = 0;
        foreach (double coefficient in coefficients)
            sum = (sum * x) + coefficient;
        return sum;
    }

    /// <summary>In two steps where 2^k alone, or the result, is no normal number.</summary>
    private static double Scaled(double value, int twos) => twos switch
    {
        > Bias => value * 2 * PowerOfTwo(twos - 1),
        < 1 - Bias => value * PowerOfTwo(twos + 64) * PowerOfTwo(-64),
        _ => value * PowerOfTwo(twos),
    };
}
