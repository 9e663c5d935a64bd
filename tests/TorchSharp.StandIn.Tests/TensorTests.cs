using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.StandIn.Tests;

public sealed class TensorTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Matmul_ShapesThatDoNotMeet_ThrowsLibtorchsMessage()
    {
        var failure = Assert.Throws<ExternalException>(() => ones(2, 3).matmul(ones(2, 3)));
        Assert.Contains("cannot be multiplied (2x3 and 2x3)", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Backward_NothingToDifferentiate_Throws() => Assert.Throws<ExternalException>(() => ones(2).sum().backward());

    [Fact]
    public void Handle_AfterDispose_Throws()
    {
        Tensor gone = ones(2);
        gone.Dispose();
        gone.Dispose();
        Assert.True(gone.IsInvalid);
        Assert.Throws<InvalidOperationException>(() => gone.sum());
    }

    [Fact]
    public void Data_OfATransposedTensor_IsInItsOwnOrder()
    {
        Tensor made = tensor(new float[] { 1, 2, 3, 4, 5, 6 }, [2, 3]).t();
        Assert.Equal([1, 4, 2, 5, 3, 6], made.data<float>().ToArray());
        Assert.Equal(5, made.data<float>()[1, 1]);
        Assert.Throws<InvalidOperationException>(() => made.bytes.Length);
    }

    [Fact]
    public void Data_OfAnotherType_IsRefused() => Assert.Throws<ArgumentException>(() => ones(2).data<double>());

    [Fact]
    public void Bytes_Written_ChangeTheTensor()
    {
        Tensor made = zeros(3);
        MemoryMarshal.Cast<byte, float>(made.bytes)[1] = 2.5f;
        Assert.Equal(2.5f, made[1].item<float>());
    }

    [Fact]
    public void Tensor_FromAnArray_IsACopy()
    {
        double[] source = [1, 2];
        Tensor made = tensor(source);
        source[0] = 9;
        Assert.Equal(3, made.sum().ToDouble());
        Assert.Equal(ScalarType.Float64, made.dtype);
    }

    [Fact]
    public void Tensor_NumbersThatDoNotFillTheShape_IsRefused() =>
        Assert.Throws<ArgumentException>(() => tensor(new float[] { 1, 2, 3 }, [2, 2]));

    [Fact]
    public void To_AnotherType_KeepsTheValues()
    {
        Tensor whole = tensor(new[] { 1.7, -2.2 }).to(ScalarType.Int64);
        Assert.Equal([1L, -2L], whole.data<long>().ToArray());
        Assert.Equal("cpu", whole.device.ToString());
    }

    [Fact]
    public void NoGrad_Inside_RecordsNothing()
    {
        Tensor leaf = ones(2, requires_grad: true);
        using (no_grad())
            Assert.False((leaf * 2).requires_grad);
        Assert.True((leaf * 2).requires_grad);
    }

    [Fact]
    public void SetNumThreads_Any_IsReported()
    {
        int before = get_num_threads();
        set_num_threads(1);
        Assert.Equal(1, get_num_threads());
        set_num_threads(before);
    }

    [Fact]
    public void To_CudaThatIsNotThere_Throws()
    {
        if (!cuda.is_available())
            Assert.ThrowsAny<ExternalException>(() => ones(2).to(CUDA));
        else
            Assert.True(ones(2).to(CUDA).is_cuda);
    }
}
