using FedMat.Materials;

namespace FedMat.Learning.Tests;

public sealed class EncodedRowsTests
{
    [Fact]
    public void Of_ChosenRows_AreEncodedOneByOne()
    {
        Dataset data = Examples.Data(Examples.Rows(10, 1));
        InputEncoding encoding = new(Standardisation.From([500, 5, 2.5, 0], [300, 3, 0, 1]), [[100, 600], [5], []], 5);
        float[] row = new float[6];
        encoding.Encode(data.X.AsSpan(3 * 7, 3), row);
        Assert.Equal(row, EncodedRows.Of(data, [2, 7], encoding)[6..]);
    }

    [Fact]
    public void Of_AnotherEncoding_IsNotTheFormer()
    {
        Dataset data = Examples.Data(Examples.Rows(10, 1));
        float[] one = EncodedRows.Of(data, [0], new InputEncoding(Standardisation.None(3), null, 1e6f));
        float[] other = EncodedRows.Of(data, [0], new InputEncoding(Standardisation.From([0, 0, 0, 0], [2, 2, 2, 2]), null, 1e6f));
        Assert.Equal(data.X[..3], one);
        Assert.Equal(data.X[0] / 2, other[0]);
    }
}
