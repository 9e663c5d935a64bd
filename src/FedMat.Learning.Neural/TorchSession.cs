using FedMat.Materials;
using TorchSharp;
using static TorchSharp.torch;

namespace FedMat.Learning.Neural;

/// <summary>One task on a network: its rows in libtorch's memory, and its optimiser. All of it but the network goes with the session.</summary>
internal sealed class TorchSession : IDisposable
{
    private readonly TrainingTask task;
    private readonly TorchNetwork network;
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly Tensor[] inputs;
    private readonly Tensor targets;
    private readonly Tensor? rowWeights;
    private readonly Tensor? lower;
    private readonly Tensor? upper;
    private readonly Tensor? auxiliary;
    private readonly Tensor? auxiliaryWeights;
    private readonly Tensor? correction;
    private readonly Tensor start;
    private readonly Tensor change;
    private readonly Tensor total;
    private readonly Steps steps;

    public TorchSession(TrainingTask task, TorchNetwork network)
    {
        this.task = task;
        this.network = network;
        Device device = network.Device;
        inputs = network.Inputs(task.X, task.Rows);
        targets = tensor(task.Y, [task.Rows, 1], device: device);
        rowWeights = task.RowWeights is null ? null : tensor(task.RowWeights, [task.Rows, 1], device: device);
        lower = Marks(Censoring.Above);
        upper = Marks(Censoring.Below);
        if (task.Auxiliary is { } others)
        {
            auxiliary = tensor(others.Y, [task.Rows, task.Shape.Outputs - 1], device: device);
            auxiliaryWeights = tensor(others.Weights, [task.Rows, task.Shape.Outputs - 1], device: device);
        }

        correction = task.Correction is null ? null : tensor(task.Correction, device: device);
        start = tensor(task.Weights, device: device);
        change = zeros(task.Shape.Count, device: device);
        total = zeros(1, device: device);
        steps = new Steps(task, device);
        using (no_grad())
            network.Weights.copy_(start);
        network.Load();
    }

    /// <summary>Takes all steps of the task.</summary>
    public TrainedWeights Run(CancellationToken cancellation)
    {
        if (task.Dropout > 0)
            manual_seed(task.Seed);
        int rows = 0;
        for (int i = 0; i < task.Batches.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            using DisposeScope step = NewDisposeScope();
            if (i > 0)
                Move();
            Step(task.Batches[i]);
            rows += task.Batches[i].Rows.Length;
        }

        using DisposeScope copies = NewDisposeScope();
        return new TrainedWeights(change.cpu().data<float>().ToArray(), total.cpu().item<float>() / rows);
    }

    public void Dispose() => scope.Dispose();

    private void Step(TrainingBatch batch)
    {
        Tensor? rows = IsWhole(batch) ? null : tensor(Array.ConvertAll(batch.Rows, row => (long)row), device: network.Device);
        Tensor cost = Cost(rows).sum();
        Tensor gradient = network.Gradient(cost * batch.Scale);
        using (no_grad())
        {
            total.add_(cost.detach());
            if (correction is not null)
                gradient.add_(correction);
            if (task.Proximal > 0)
                gradient.add_(change, task.Proximal);
            change.add_(steps.Of(gradient, network.Weights, batch.Rate));
        }
    }

    /// <summary>Brings the network to where the steps so far lead.</summary>
    private void Move()
    {
        using (no_grad())
            network.Weights.copy_(start + change);
        network.Load();
    }

    /// <summary>The loss of each row, times what the row counts.</summary>
    private Tensor Cost(Tensor? rows)
    {
        Tensor outputs = network.Forward(rows is null ? inputs : Array.ConvertAll(inputs, all => all.index_select(0, rows)), training: true);
        Tensor error = outputs.narrow(1, 0, 1) - Of(targets, rows)!;
        // Beyond a bound there is no error.
        if (lower is not null)
            error = error - (Of(lower, rows)! * error.clamp_min(0));
        if (upper is not null)
            error = error + (Of(upper, rows)! * (-error).clamp_min(0));
        Tensor cost = LossOf(error);
        if (Of(rowWeights, rows) is { } weights)
            cost = cost * weights;
        return auxiliary is null ? cost : cost + AuxiliaryCost(outputs.narrow(1, 1, task.Shape.Outputs - 1), rows);
    }

    private Tensor AuxiliaryCost(Tensor predicted, Tensor? rows)
    {
        Tensor weights = Of(auxiliaryWeights, rows)!;
        Tensor error = predicted - Of(auxiliary, rows)!;
        // Chosen, not multiplied: what stands where a target is missing may be no number.
        Tensor present = where(weights.gt(0), error, zeros_like(error));
        return (LossOf(present) * weights).sum(1, keepdim: true);
    }

    private Tensor LossOf(Tensor error) => task.Loss switch
    {
        LossKind.Absolute => error.abs(),
        LossKind.Huber => nn.functional.huber_loss(error, zeros_like(error), reduction: nn.Reduction.None),
        _ => error.square(),
    };

    private static Tensor? Of(Tensor? all, Tensor? rows) => rows is null ? all : all?.index_select(0, rows);

    private bool IsWhole(TrainingBatch batch)
    {
        if (batch.Rows.Length != task.Rows)
            return false;
        for (int i = 0; i < batch.Rows.Length; i++)
        {
            if (batch.Rows[i] != i)
                return false;
        }

        return true;
    }

    private Tensor? Marks(Censoring kind) => task.Bounds is null || !Array.Exists(task.Bounds, bound => bound == kind)
        ? null
        : tensor(Array.ConvertAll(task.Bounds, bound => bound == kind ? 1f : 0f), [task.Rows, 1], device: network.Device);
}
