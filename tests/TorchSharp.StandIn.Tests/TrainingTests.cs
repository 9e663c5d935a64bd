using static TorchSharp.torch;

namespace TorchSharp.StandIn.Tests;

public sealed class TrainingTests
{
    [Fact]
    public void Step_AdamOnALine_LowersTheLoss()
    {
        using DisposeScope scope = NewDisposeScope();
        manual_seed(1);
        using Modules.Sequential network = nn.Sequential(nn.Linear(1, 8), nn.ReLU(), nn.Linear(8, 1));
        using optim.Optimizer optimizer = optim.Adam(network.parameters(), lr: 0.05);
        Tensor x = arange(0.0f, 1.0f, 0.05f).view(-1, 1), y = x * 2.0 + 1.0;
        double first = Loss().ToDouble();

        for (int i = 0; i < 100; i++)
        {
            Tensor loss = Loss();
            optimizer.zero_grad();
            loss.backward();
            optimizer.step();
        }

        Assert.True(Loss().ToDouble() < first / 100);
        Tensor Loss() => nn.functional.mse_loss(network.call(x), y);
    }
}
