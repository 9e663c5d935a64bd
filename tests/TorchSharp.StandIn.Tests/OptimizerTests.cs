using TorchSharp.Modules;
using static TorchSharp.StandIn.Tests.Inputs;
using static TorchSharp.torch;

namespace TorchSharp.StandIn.Tests;

/// <summary>Twelve steps of each optimiser against PyTorch's own from the same start.</summary>
[Collection(PythonReference.Collection)]
public sealed class OptimizerTests(PythonReference python)
{
    private void Same(string name, Func<IEnumerable<Parameter>, optim.Optimizer> make, Action<optim.Optimizer, Sequential, int>? between = null)
    {
        using DisposeScope scope = NewDisposeScope();
        using Sequential network = Filled(nn.Sequential(nn.Linear(6, 8), nn.Tanh(), nn.Linear(8, 1)));
        using optim.Optimizer optimizer = make(network.parameters());
        Tensor x = Made([4, 6]), y = Made([4, 6], 1).narrow(1, 0, 1);
        for (int step = 0; step < 12; step++)
        {
            Tensor loss = nn.functional.mse_loss(network.call(x), y);
            optimizer.zero_grad();
            loss.backward();
            between?.Invoke(optimizer, network, step);
            optimizer.step();
        }
        AssertSame(python, "train/" + name, network.parameters());
    }

    [TorchFact]
    public void Adam_TwelveSteps_ArePyTorchs()
    {
        Same("adam", p => optim.Adam(p, lr: 0.01));
        Same("adam-decay", p => optim.Adam(p, 0.01, 0.8, 0.9, 1e-6, 0.1));
        Same("adam-amsgrad", p => optim.Adam(p, 0.01, amsgrad: true));
    }

    [TorchFact]
    public void AdamW_TwelveSteps_ArePyTorchs() => Same("adamw", p => optim.AdamW(p, 0.01, weight_decay: 0.1));

    [TorchFact]
    public void Sgd_TwelveSteps_ArePyTorchs()
    {
        Same("sgd", p => optim.SGD(p, 0.1));
        Same("sgd-nesterov", p => optim.SGD(p, 0.1, momentum: 0.9, weight_decay: 0.01, nesterov: true));
    }

    [TorchFact]
    public void ClipGradNorm_BetweenSteps_IsPyTorchs()
    {
        double last = 0;
        Same("clip", p => optim.SGD(p, 0.1), (_, network, _) => last = nn.utils.clip_grad_norm_(network.parameters(), 0.1));
        AssertClose(python["norm/0"], [last], "norm");
    }

    [TorchFact]
    public void LearningRate_ChangedOnTheWay_IsPyTorchs() => Same("rate", p => optim.Adam(p, 0.01), (optimizer, _, step) =>
    {
        if (step == 6)
            optimizer.ParamGroups.Single().LearningRate = 0.001;
    });

    [Fact]
    public void Adam_AParameterWithoutGradient_IsLeftAlone()
    {
        using DisposeScope scope = NewDisposeScope();
        using Linear used = nn.Linear(2, 1), unused = nn.Linear(2, 1);
        using Adam optimizer = optim.Adam(used.parameters().Concat(unused.parameters()), 0.1, weight_decay: 0.5);
        float[] before = unused.weight.data<float>().ToArray(), moving = used.weight.data<float>().ToArray();

        used.call(ones(1, 2)).sum().backward();
        optimizer.step();

        Assert.Equal(before, unused.weight.data<float>().ToArray());
        Assert.NotEqual(moving, used.weight.data<float>().ToArray());
    }

    [TorchFact]
    public void ZeroGrad_NoNewGradient_CountsAsZero() => Same("zeroed", p => optim.Adam(p, 0.01, weight_decay: 0.1), (optimizer, _, step) =>
    {
        if (step % 3 == 2)
            optimizer.zero_grad();
    });

    [Fact]
    public void Adam_BetaOfOne_IsRefused() =>
        Assert.Throws<ArgumentException>(() => optim.Adam(Array.Empty<Parameter>(), beta1: 1.0));
}
