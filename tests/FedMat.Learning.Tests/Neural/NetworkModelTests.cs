using FedMat.Materials;

namespace FedMat.Learning.Tests;

public sealed class NetworkModelTests
{
    private static readonly InputEncoding Plain = new(Standardisation.None(3), null, 5);

    [Fact]
    public void Predict_SmallNetwork_IsTheSumByHand()
    {
        MlpShape shape = new(3, [2], Activation.Relu);
        float[] weights = [1, 2, 3, -1, 0, 1, 0.5f, -0.25f, 2, 3, 10];
        Standardisation standardisation = Standardisation.From([1, 1, 1, 100], [2, 1, 0, 10]);
        NetworkModel model = new(shape, weights, new InputEncoding(standardisation, null, 5));
        double[] predicted = new double[2];
        model.Predict([5, 2, 7, -1, 1, 1], predicted, new double[predicted.Length]);
        // Row 1 standardised: 2, 1, 0; hidden: 4.5, max(0, -2.25) = 0; out 19. Row 2: -1, 0, 0; hidden: 0, 0.75; out 12.25.
        Assert.Equal([290, 222.5], predicted);
    }

    [Fact]
    public void Predict_FarOutInput_IsCutOffAtTheLimit()
    {
        NetworkModel model = new(new MlpShape(3, [], Activation.Relu), [1, 0, 0, 0], Plain);
        double[] predicted = new double[2];
        model.Predict([1000, 0, 0, -1000, 0, 0], predicted, new double[predicted.Length]);
        Assert.Equal([5, -5], predicted);
    }

    [Fact]
    public void Predict_ManyRows_IsRowByRow()
    {
        MlpShape shape = new(3, [8, 5], Activation.Silu);
        NetworkModel model = new(shape, shape.Initial(1), Plain);
        Dataset data = Examples.Data(Examples.Rows(600, 1));
        double[] together = new double[600];
        model.Predict(data.X, together, new double[together.Length]);
        double[] alone = new double[1];
        for (int row = 0; row < 600; row += 97)
        {
            model.Predict(data.X.AsSpan(3 * row, 3), alone, new double[alone.Length]);
            Assert.Equal(alone[0], together[row]);
        }
    }

    [Fact]
    public void Predict_NotWholeRows_Throws()
    {
        NetworkModel model = new(new MlpShape(3, [], Activation.Relu), new float[4], Plain);
        Assert.Throws<ArgumentException>(() => model.Predict(new float[4], new double[1], new double[1]));
    }

    [Fact]
    public void Initial_Weights_AreWithinTheReachOfTheirLayer()
    {
        MlpShape shape = new(100, [50], Activation.Relu);
        float[] weights = shape.Initial(3);
        Assert.Equal(5101, weights.Length);
        Assert.All(weights[..5000], weight => Assert.InRange(weight, -0.1733f, 0.1733f));
        Assert.InRange(weights[..5000].Max(), 0.172f, 0.1733f);
        Assert.Equal(0, weights[..5000].Average(), 0.005f);
        Assert.All(weights[5000..5050], weight => Assert.Equal(0, weight));
        Assert.InRange(weights[5050..5100].Max(), 0.12f, 0.1415f);
        Assert.Equal(0, weights[5100]);
    }

    [Fact]
    public void Model_WeightsThatDoNotFit_Throws()
    {
        MlpShape shape = new(3, [], Activation.Relu);
        Assert.Throws<ArgumentException>(() => new NetworkModel(shape, new float[5], Plain));
        Assert.Throws<ArgumentException>(() => new NetworkModel(shape, new float[4], Plain with { Thresholds = [[], [], []] }));
    }
}
