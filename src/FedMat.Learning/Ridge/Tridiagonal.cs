using FedMat.Materials;

namespace FedMat.Learning;

/// <summary>
/// A symmetric matrix turned, by Householder reflections, into one with three diagonals (Golub and Van Loan, Matrix Computations, 4th edition, algorithm 8.3.1), and
/// a vector turned with it: after that determinants and quadratic forms at any ridge cost no more than the diagonal is long.
/// </summary>
internal sealed class Tridiagonal
{
    private readonly double[] diagonal;
    private readonly double[] beside;
    private readonly double[] vector;

    /// <param name="matrix">Symmetric; not changed.</param>
    /// <param name="vector">As long; not changed.</param>
    public Tridiagonal(double[][] matrix, double[] vector)
    {
        int count = vector.Length;
        double[][] rest = Array.ConvertAll(matrix, row => (double[])row.Clone());
        this.vector = (double[])vector.Clone();
        diagonal = new double[count];
        beside = new double[Math.Max(0, count - 1)];
        for (int k = 0; k < count; k++)
        {
            diagonal[k] = rest[k][k];
            if (k < count - 1)
                beside[k] = Reflect(rest, this.vector, k);
        }
    }

    /// <summary>With λ added to the diagonal: the logarithm of the determinant, and v'(A + λ)⁻¹v; null where rounding has left no positive matrix.</summary>
    public (double LogDeterminant, double Form)? At(double ridge)
    {
        double log = 0, form = 0, pivot = 1, solved = 0;
        for (int i = 0; i < diagonal.Length; i++)
        {
            double factor = i == 0 ? 0 : beside[i - 1] / pivot;
            pivot = diagonal[i] + ridge - (i == 0 ? 0 : factor * beside[i - 1]);
            if (!(pivot > 0))
                return null;
            solved = vector[i] - (factor * solved);
            log += Elementary.Log(pivot);
            form += solved * solved / pivot;
        }

        return (log, form);
    }

    /// <summary>Clears column k below the first number under the diagonal, and returns that number.</summary>
    private static double Reflect(double[][] rest, double[] vector, int k)
    {
        int below = k + 1;
        double[] v = rest[k][below..];
        double norm = Math.Sqrt(Axpy.Dot(v, v));
        if (!(norm > 0))
            return 0;
        double target = v[0] > 0 ? -norm : norm;
        v[0] -= target;
        double scale = 2 / Axpy.Dot(v, v);
        double[] product = new double[v.Length];
        for (int i = 0; i < v.Length; i++)
            Axpy.Add(scale * v[i], rest[below + i].AsSpan(below), product);
        Axpy.Add(-scale / 2 * Axpy.Dot(product, v), v, product);
        for (int i = 0; i < v.Length; i++)
        {
            Axpy.Add(-v[i], product, rest[below + i].AsSpan(below));
            Axpy.Add(-product[i], v, rest[below + i].AsSpan(below));
        }

        Axpy.Add(-scale * Axpy.Dot(v, vector.AsSpan(below)), v, vector.AsSpan(below));
        return target;
    }
}
