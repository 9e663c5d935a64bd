using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FedMat.Learning.Neural;

/// <summary>
/// One task in libtorch's memory: the rows, the network and AdamW (Loshchilov and Hutter, Decoupled Weight Decay Regularization, ICLR
/// 2019). All of it goes with the session.
/// </summary>
internal sealed class TorchSession : IDisposable
{
    private readonly TrainingTask task;
    private readonly Device device;
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly Sequential network;
    private readonly optim.Optimizer optimizer;
    private readonly Tensor inputs;
    private readonly Tensor targets;
    private readonly int[] order;

    public TorchSession(TrainingTask task, Device device)
    {
        this.task = task;
        this.device = device;
        network = Network(task.Shape, task.Weights, device);
        optimizer = optim.AdamW(network.parameters(), lr: task.LearningRate, weight_decay: task.WeightDecay);
        inputs = tensor(task.X, [task.Rows, task.Shape.Inputs], device: device);
        targets = tensor(task.Y, [task.Rows, 1], device: device);
        order = [.. Enumerable.Range(0, task.Rows)];
    }

    /// <summary>Mean loss of the latest epoch, each batch with the weights it met.</summary>
    public double Loss { get; private set; }

    /// <summary>The network that a shape and its weights mean.</summary>
    public static Sequential Network(MlpShape shape, float[] weights, Device device)
    {
        List<nn.Module<Tensor, Tensor>> layers = [];
        for (int layer = 0; layer < shape.Layers; layer++)
        {
            layers.Add(nn.Linear(shape.In(layer), shape.Out(layer)));
            if (layer < shape.Layers - 1)
                layers.Add(shape.Activation == Activation.Relu ? nn.ReLU() : nn.SiLU());
        }

        Sequential network = nn.Sequential([.. layers]);
        using (no_grad())
        {
            foreach ((Parameter parameter, NamedTensor given) in network.parameters().Zip(shape.Tensors(weights)))
                parameter.copy_(tensor(given.Values, [.. given.Shape.Select(length => (long)length)]));
        }

        return network.to(device);
    }

    /// <summary>Shows every row once, in an order that the task's seed gives.</summary>
    public void Epoch(int epoch, CancellationToken cancellation)
    {
        using DisposeScope epochScope = NewDisposeScope();
        new SeededStream("fedmat.neural.order", task.Seed, epoch).Shuffle(order);
        Tensor index = tensor(Array.ConvertAll(order, row => (long)row), device: device);
        Tensor x = inputs.index_select(0, index);
        Tensor y = targets.index_select(0, index);
        Tensor total = zeros(1, device: device);
        for (int start = 0; start < task.Rows; start += task.Batch)
        {
            cancellation.ThrowIfCancellationRequested();
            int rows = Math.Min(task.Batch, task.Rows - start);
            Step(x.narrow(0, start, rows), y.narrow(0, start, rows), total, rows);
        }

        Loss = total.cpu().item<float>() / task.Rows;
    }

    /// <summary>The weights as they are now, in the order of the shape.</summary>
    public float[] Weights()
    {
        using DisposeScope copies = NewDisposeScope();
        return [.. network.parameters().SelectMany(parameter => parameter.detach().cpu().data<float>().ToArray())];
    }

    public void Dispose()
    {
        optimizer.Dispose();
        network.Dispose();
        scope.Dispose();
    }

    private void Step(Tensor x, Tensor y, Tensor total, int rows)
    {
        using DisposeScope step = NewDisposeScope();
        optimizer.zero_grad();
        Tensor predicted = network.call(x);
        Tensor loss = task.Loss switch
        {
            // TorchSharp 0.99.6 computes the squared error under the name l1_loss.
            LossKind.Absolute => (predicted - y).abs().mean(),
            LossKind.Huber => nn.functional.huber_loss(predicted, y),
            _ => nn.functional.mse_loss(predicted, y),
        };
        loss.backward();
        optimizer.step();
        using (no_grad())
            total.add_(loss, rows);
    }
}
