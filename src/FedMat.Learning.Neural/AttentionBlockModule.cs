using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FedMat.Learning.Neural;

/// <summary>A block of an <see cref="AttentionShape"/>: rows x tokens x width to as many, and what is added to the scores, rows x 1 x 1 x tokens.</summary>
internal sealed class AttentionBlockModule : nn.Module<Tensor, Tensor, Tensor>
{
    private readonly int width;
    private readonly int heads;
    private readonly LayerNorm first;
    private readonly Linear projection;
    private readonly Linear mixing;
    private readonly LayerNorm second;
    private readonly Sequential widening;

    public AttentionBlockModule(AttentionShape shape, double dropout)
        : base(nameof(AttentionBlockModule))
    {
        (width, heads) = (shape.Width, shape.Heads);
        first = nn.LayerNorm(width);
        projection = nn.Linear(width, 3 * width);
        mixing = nn.Linear(width, width);
        second = nn.LayerNorm(width);
        widening = Widening(shape, dropout);
        register_module(nameof(first), first);
        register_module(nameof(projection), projection);
        register_module(nameof(mixing), mixing);
        register_module(nameof(second), second);
        register_module(nameof(widening), widening);
    }

    public override Tensor forward(Tensor tokens, Tensor mask)
    {
        (long rows, long count, long part) = (tokens.shape[0], tokens.shape[1], width / heads);
        Tensor projected = projection.call(first.call(tokens)).view(rows, count, 3, heads, part).permute(2, 0, 3, 1, 4);
        Tensor scores = projected[0].matmul(projected[1].transpose(2, 3)) * (1 / Math.Sqrt(part));
        Tensor mixed = (scores + mask).softmax(-1).matmul(projected[2]).transpose(1, 2).reshape(rows, count, width);
        Tensor attended = tokens + mixing.call(mixed);
        return attended + widening.call(second.call(attended));
    }

    private static Sequential Widening(AttentionShape shape, double dropout)
    {
        int wide = AttentionShape.Widening * shape.Width;
        List<nn.Module<Tensor, Tensor>> layers = [nn.Linear(shape.Width, wide), shape.Activation == Activation.Relu ? nn.ReLU() : nn.SiLU()];
        if (dropout > 0)
            layers.Add(nn.Dropout(dropout));
        return nn.Sequential([.. layers, nn.Linear(wide, shape.Width)]);
    }
}
