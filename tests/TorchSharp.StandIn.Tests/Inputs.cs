using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.StandIn.Tests;

/// <summary>The inputs of reference.py, made again, and the comparison.</summary>
internal static class Inputs
{
    /// <summary>Element i is sin(0.37 i + phase).</summary>
    internal static Tensor Made(long[] shape, double phase = 0)
    {
        long count = shape.Aggregate(1L, (product, size) => product * size);
        float[] values = Enumerable.Range(0, (int)count).Select(i => (float)Math.Sin(0.37 * i + phase)).ToArray();
        return tensor(values, shape);
    }

    internal static T Filled<T>(T module) where T : nn.Module
    {
        using IDisposable quiet = no_grad();
        foreach ((Parameter parameter, int i) in module.parameters().Select((p, i) => (p, i)))
            parameter.copy_(Made(parameter.shape, 0.5 + i) * 0.3);
        return module;
    }

    internal static void AssertSame(PythonReference reference, string name, params IEnumerable<Tensor> tensors)
    {
        foreach ((Tensor made, int i) in tensors.Select((t, i) => (t, i)))
            AssertClose(reference[$"{name}/{i}"], made.detach().to_type(ScalarType.Float64).data<double>().ToArray(), $"{name}/{i}");
    }

    internal static void AssertClose(double[] expected, double[] actual, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            double allowed = 2e-6 * Math.Max(1, Math.Abs(expected[i]));
            Assert.True(Math.Abs(expected[i] - actual[i]) <= allowed, $"{what}[{i}]: PyTorch {expected[i]:R}, here {actual[i]:R}");
        }
    }
}
