namespace FedMat.Learning.Tests;

public sealed class StackingTests
{
    [Fact]
    public void Best_OfIndependentErrors_WeighsByTheReciprocalOfTheirSquares()
    {
        (double[] weights, double square) = Stacking.Best(new double[,] { { 1, 0 }, { 0, 4 } }, [true, true]);
        Assert.Equal(0.8, weights[0], 1e-6);
        Assert.Equal(0.2, weights[1], 1e-6);
        Assert.Equal(0.8, square, 1e-6);
    }

    [Fact]
    public void Best_OfACandidateThatAddsNothing_GivesItNoWeight()
    {
        (double[] weights, _) = Stacking.Best(new double[,] { { 1, 1.5 }, { 1.5, 4 } }, [true, true]);
        Assert.Equal([1.0, 0.0], weights);
    }

    [Fact]
    public void Best_OfACandidateThatIsNotAllowed_GivesItNoWeight()
    {
        (double[] weights, _) = Stacking.Best(new double[,] { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } }, [true, false, true]);
        Assert.Equal(0, weights[1]);
        Assert.Equal(1, weights[0] + weights[2], 1e-12);
    }

    [Fact]
    public void Best_OfSeededErrors_IsNoWorseThanAnySingleOrMean()
    {
        SeededStream stream = new("test", 5);
        for (int cases = 0; cases < 200; cases++)
        {
            double[,] errors = Products(stream, candidates: 4, rows: 12);
            (double[] weights, double square) = Stacking.Best(errors, [true, true, true, true]);
            Assert.All(weights, weight => Assert.InRange(weight, 0, 1));
            Assert.Equal(1, weights.Sum(), 1e-9);
            for (int i = 0; i < 4; i++)
                Assert.True(square <= errors[i, i] + 1e-9);
            double mean = Enumerable.Range(0, 16).Sum(i => errors[i / 4, i % 4]) / 16;
            Assert.True(square <= mean + 1e-9);
        }
    }

    private static double[,] Products(SeededStream stream, int candidates, int rows)
    {
        double[][] errors = [.. Enumerable.Range(0, candidates).Select(_ => Enumerable.Range(0, rows).Select(_ => stream.NextUnit() - 0.4).ToArray())];
        double[,] products = new double[candidates, candidates];
        for (int i = 0; i < candidates; i++)
        {
            for (int j = 0; j < candidates; j++)
                products[i, j] = errors[i].Zip(errors[j], (left, right) => left * right).Sum() / rows;
        }

        return products;
    }
}
