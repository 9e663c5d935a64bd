using TorchSharp.Modules;
using static TorchSharp.StandIn.Tests.Inputs;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace TorchSharp.StandIn.Tests;

/// <summary>Values, gradients and training against Debian's PyTorch on the same inputs, computed in this run.</summary>
[Collection(PythonReference.Collection)]
public sealed class ReferenceTests(PythonReference python) : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    private static Tensor X => Made([4, 6]);
    private static Tensor Y => Made([4, 6], 1);

    private void Same(string name, Func<Tensor[], Tensor> function, params Tensor[] inputs)
    {
        Tensor[] leaves = inputs.Select(input => input.clone().requires_grad_()).ToArray();
        Tensor made = function(leaves);
        Tensor weighted = made.dim() == 0 ? made : (made * Made(made.shape, 2)).sum();
        AssertSame(python, name, [made, .. autograd.grad([weighted], leaves)]);
    }

    private void SameModule(string name, nn.Module module, Tensor made, params Tensor[] inputs)
    {
        Tensor weighted = (made * Made(made.shape, 2)).sum();
        AssertSame(python, name, [made, .. autograd.grad([weighted], [.. inputs, .. module.parameters()])]);
    }

    [TorchFact]
    public void Unary_ValueAndGradient_ArePyTorchs()
    {
        Tensor x = X, positive = x * x + 0.1;
        Same("relu", a => F.relu(a[0]), x * 3);
        Same("silu", a => F.SiLU(a[0]), x * 3);
        Same("gelu", a => F.gelu(a[0]), x * 3);
        Same("tanh", a => F.tanh(a[0]), x * 3);
        Same("sigmoid", a => a[0].sigmoid(), x * 3);
        Same("exp", a => a[0].exp(), x);
        Same("abs", a => a[0].abs(), x);
        Same("square", a => a[0].square(), x);
        Same("neg", a => -a[0], x);
        Same("log", a => a[0].log(), positive);
        Same("log1p", a => a[0].log1p(), positive);
        Same("sqrt", a => a[0].sqrt(), positive);
        Same("reciprocal", a => 1 / a[0], positive);
    }

    [TorchFact]
    public void Binary_ValueAndGradient_ArePyTorchs()
    {
        Tensor x = X, y = Y;
        Same("add", a => a[0] + a[1], x, y);
        Same("sub", a => a[0] - a[1], x, y);
        Same("mul", a => a[0] * a[1], x, y);
        Same("div", a => a[0] / a[1], x, y);
        Same("maximum", a => maximum(a[0], a[1]), x, y);
        Same("minimum", a => minimum(a[0], a[1]), x, y);
        Same("matmul", a => a[0].matmul(a[1]), x, y.t().contiguous());
        Same("where", a => where(a[0].gt(a[1]), a[0], a[1] * 2), x, y);
    }

    [TorchFact]
    public void Reduction_ValueAndGradient_ArePyTorchs()
    {
        Same("softmax", a => a[0].softmax(1), X);
        Same("log_softmax", a => a[0].log_softmax(1), X);
        Same("logsumexp", a => a[0].logsumexp(1), X);
        Same("mean1", a => a[0].mean([1]), X);
        Same("sum0", a => a[0].sum(0, keepdim: true), X);
        Same("std", a => a[0].std(1), X);
        Same("var", a => a[0].var(1, unbiased: false), X);
        Same("cumsum", a => a[0].cumsum(1), X);
    }

    [TorchFact]
    public void Shaping_ValueAndGradient_ArePyTorchs()
    {
        Same("clamp", a => a[0].clamp(-0.5, 0.5), X);
        Same("shape", a => cat([a[0].t().slice(0, 1, 3, 1), a[0].view(6, 4).narrow(0, 0, 2)]).permute(1, 0).flatten(), X);
        Same("index", a => a[0].index_select(0, tensor(new long[] { 2, 0, 2 })), X);
        Same("masked", a => a[0].masked_fill(a[0].gt(0.3), 7.0), X);
    }

    [TorchFact]
    public void Loss_EachReduction_IsPyTorchs()
    {
        Tensor y = Y, truth = y.gt(0).to(float32);
        foreach (nn.Reduction by in Enum.GetValues<nn.Reduction>())
        {
            string name = by.ToString().ToLowerInvariant();
            Same("mse/" + name, a => nn.MSELoss(by).call(a[0], y), X);
            Same("l1/" + name, a => nn.L1Loss(by).call(a[0], y), X);
            Same("smooth/" + name, a => nn.SmoothL1Loss(by, beta: 0.5).call(a[0], y), X);
            Same("huber/" + name, a => nn.HuberLoss(0.7, by).call(a[0], y), X);
            Same("bce/" + name, a => nn.BCEWithLogitsLoss(reduction: by).call(a[0], truth), X);
        }
    }

    [TorchFact]
    public void Layer_ValueAndGradients_ArePyTorchs()
    {
        Tensor leaf = X.requires_grad_();
        using Linear linear = Filled(nn.Linear(6, 3));
        using LayerNorm norm = Filled(nn.LayerNorm(6));
        using Embedding embedding = Filled(nn.Embedding(5, 3, padding_idx: 0));

        SameModule("Linear", linear, linear.call(leaf), leaf);
        SameModule("LayerNorm", norm, norm.call(leaf), leaf);
        SameModule("Embedding", embedding, embedding.call(tensor(new long[] { 1, 0, 4, 1 }, [2, 2])));
    }

    [TorchFact]
    public void Attention_WithMasks_IsPyTorchs()
    {
        using MultiheadAttention attention = Filled(nn.MultiheadAttention(6, 2));
        Tensor sequence = Made([4, 2, 6]);
        Tensor padding = tensor(new[] { false, false, false, true, false, false, false, false }, [2, 4]);

        (Tensor made, Tensor weights) = attention.call(sequence, sequence, sequence, padding);

        SameModule("Attention", attention, made);
        AssertSame(python, "AttentionWeights", weights);
        Tensor ahead = ones(4, 4).triu(1).gt(0);
        AssertSame(python, "AttentionMask", attention.call(sequence, sequence, sequence, attn_mask: ahead).Item1);
    }

    [TorchFact]
    public void Seed_SameAsPyTorchs_GivesTheSameNumbers()
    {
        manual_seed(7);
        using Linear linear = nn.Linear(6, 3);
        using Embedding embedding = nn.Embedding(4, 3);
        AssertSame(python, "seed/linear", linear.parameters());
        AssertSame(python, "seed/embedding", embedding.weight);
        AssertSame(python, "seed/randn", randn(5), rand(5), randperm(9));
        AssertSame(python, "seed/dropout", F.dropout(ones(20), 0.4));
    }
}
