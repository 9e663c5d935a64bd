using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.InteropServices;

namespace FedMat.Learning;

/// <summary>Adds a multiple of one row of numbers to another: the one inner loop of the linear algebra here.</summary>
/// <remarks>Each number is one product and one sum of its own, whatever the width of the machine's vectors: the same bits everywhere.</remarks>
[SuppressMessage("ApiDesign", "RS0030:Do not use banned APIs", Justification = "Element by element, nothing is summed across; see the remarks.")]
internal static class Axpy
{
    /// <summary>Adds <c>factor × from</c> to <paramref name="to"/>.</summary>
    /// <param name="factor">One number for all.</param>
    /// <param name="from">As many as <paramref name="to"/>.</param>
    /// <param name="to">Changed.</param>
    public static void Add(double factor, ReadOnlySpan<double> from, Span<double> to)
    {
        ReadOnlySpan<Vector<double>> wideFrom = MemoryMarshal.Cast<double, Vector<double>>(from[..to.Length]);
        Span<Vector<double>> wideTo = MemoryMarshal.Cast<double, Vector<double>>(to);
        Vector<double> factors = new(factor);
        for (int i = 0; i < wideTo.Length; i++)
            wideTo[i] += factors * wideFrom[i];
        for (int i = wideTo.Length * Vector<double>.Count; i < to.Length; i++)
            to[i] += factor * from[i];
    }

    /// <summary>The sum of products, from the first to the last.</summary>
    public static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        double sum = 0;
        for (int i = 0; i < left.Length; i++)
            sum += left[i] * right[i];
        return sum;
    }
}
