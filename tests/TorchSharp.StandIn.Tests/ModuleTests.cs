using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.StandIn.Tests;

public sealed class ModuleTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    private sealed class Network : nn.Module<Tensor, Tensor>
    {
        private readonly Sequential body = nn.Sequential(("first", nn.Linear(3, 4)), ("drop", nn.Dropout(0.5)), ("last", nn.Linear(4, 1)));
        private readonly Parameter offset = nn.Parameter(zeros(1));
        private readonly Tensor scale = ones(1);

        public Network() : base(nameof(Network)) => RegisterComponents();

        public override Tensor forward(Tensor input) => body.call(input) * scale + offset;
    }

    [Fact]
    public void RegisterComponents_FieldsOfEachKind_AreNamed()
    {
        using var network = new Network();
        Assert.Equal(
            ["body.first.bias", "body.first.weight", "body.last.bias", "body.last.weight", "offset", "scale"],
            network.state_dict().Keys.Order(StringComparer.Ordinal));
        Assert.Equal(5, network.parameters().Count());
    }

    [Fact]
    public void StateDict_LoadedIntoAnother_GivesTheSamePredictions()
    {
        using var first = new Network();
        using var second = new Network();
        Tensor x = randn(5, 3);
        first.eval();
        second.eval();
        Assert.False(first.call(x).allclose(second.call(x)));

        second.load_state_dict(first.state_dict());

        Assert.True(first.call(x).allclose(second.call(x)));
        Assert.True(second.parameters().All(parameter => parameter.requires_grad));
    }

    [Fact]
    public void LoadStateDict_AnotherNetworks_IsRefused()
    {
        using var network = new Network();
        using Linear other = nn.Linear(3, 1);
        Assert.Throws<InvalidOperationException>(() => network.load_state_dict(other.state_dict()));
    }

    [Fact]
    public void Dropout_InTrainingAndNot_ZeroesOrPasses()
    {
        using Sequential drop = nn.Sequential(nn.Dropout(0.5));
        Tensor x = ones(1000);
        Assert.InRange(drop.call(x).eq(0).sum().ToInt64(), 300, 700);
        drop.eval();
        Assert.True(drop.call(x).allclose(x));
        Assert.False(drop.training);
    }

    [Fact]
    public void To_AnotherType_TurnsEveryParameter()
    {
        using Network network = new Network().to(ScalarType.Float64).to(CPU);
        Assert.All(network.state_dict().Values, each => Assert.Equal(ScalarType.Float64, each.dtype));
        network.call(ones(2, 3, dtype: float64)).sum().backward();
        using optim.Optimizer optimizer = optim.SGD(network.parameters(), 0.1);
        double before = network.parameters().Last().sum().ToDouble();
        optimizer.step();
        Assert.NotEqual(before, network.parameters().Last().sum().ToDouble());
    }

    [Fact]
    public void Vector_OfParameters_ComesBack()
    {
        using Linear from = nn.Linear(3, 2), into = nn.Linear(3, 2);
        nn.utils.vector_to_parameters(nn.utils.parameters_to_vector(from.parameters()).detach(), into.parameters());
        Assert.True(into.weight.allclose(from.weight));
        Assert.True(into.bias!.allclose(from.bias!));
    }
}
