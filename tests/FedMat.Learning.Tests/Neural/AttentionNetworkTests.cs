namespace FedMat.Learning.Tests;

public sealed class AttentionNetworkTests
{
    [Fact]
    public void Forward_ElementsInAnotherOrder_IsTheSame()
    {
        AttentionShape shape = Shape([8, 26, 28]), turned = Shape([28, 8, 26]);
        float[] weights = shape.Initial(1);
        Assert.Equal(Predict(shape, weights, [0.2f, 0.5f, 0.3f, 1]), Predict(turned, weights, [0.3f, 0.2f, 0.5f, 1]), 1e-5f);
    }

    [Fact]
    public void Forward_EmbeddingOfAnAbsentElement_ChangesNothing()
    {
        AttentionShape shape = Shape([8, 26, 28]);
        float[] weights = shape.Initial(1), other = [.. weights];
        other.AsSpan(8, 8).Fill(100);
        float[] without = [0.4f, 0, 0.6f, 1], with = [0.4f, 0.1f, 0.5f, 1];
        Assert.Equal(Predict(shape, weights, without), Predict(shape, other, without));
        Assert.NotEqual(Predict(shape, weights, with), Predict(shape, other, with));
    }

    [Fact]
    public void Forward_OtherFractionOrInput_IsAnother()
    {
        AttentionShape shape = Shape([8, 26, 28]);
        float[] weights = shape.Initial(1);
        float first = Predict(shape, weights, [0.4f, 0.3f, 0.3f, 1]);
        Assert.NotEqual(first, Predict(shape, weights, [0.5f, 0.2f, 0.3f, 1]));
        Assert.NotEqual(first, Predict(shape, weights, [0.4f, 0.3f, 0.3f, 0]));
    }

    [Fact]
    public void Forward_ElementOnAnotherSite_IsAnother()
    {
        AttentionShape shape = new(new ElementTokens([8, 26, 8, 26], [0, 0, 1, 1]), 1, 8, 2, 1, [4], Activation.Relu);
        float[] weights = shape.Initial(1);
        Assert.Equal(2 * 8, shape.Arrays[1].Length);
        Assert.NotEqual(Predict(shape, weights, [1, 0, 0, 1, 0]), Predict(shape, weights, [0, 1, 1, 0, 0]));
    }

    [Fact]
    public void Shape_Arrays_AreAllWeightsAndOnlyMatricesDecay()
    {
        AttentionShape shape = Shape([8, 26, 28]);
        // Embeddings 24, powers 24, others 16; two blocks of 16 + 216 + 72 + 16 + 144 + 136; norm 16; head 68 + 5.
        Assert.Equal(24 + 24 + 16 + (2 * 600) + 16 + 68 + 5, shape.Count);
        Assert.Equal(3 + (2 * 4) + 2, shape.Arrays.Count(array => array.IsMatrix));
        Assert.Equal(shape, Shape([8, 26, 28]));
        Assert.NotEqual(shape, Shape([8, 26, 27]));
    }

    private static AttentionShape Shape(int[] numbers) =>
        new(new ElementTokens(numbers, new int[numbers.Length]), 1, 8, 2, 2, [4], Activation.Relu);

    private static float Predict(AttentionShape shape, float[] weights, float[] inputs)
    {
        float[] predicted = new float[1];
        new AttentionNetwork(shape, weights).Forward(1, inputs, predicted);
        return predicted[0];
    }
}
