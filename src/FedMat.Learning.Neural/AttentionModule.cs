using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FedMat.Learning.Neural;

/// <summary>The modules of an <see cref="AttentionShape"/>. What they are given is in <see cref="TokenBatch"/>.</summary>
internal sealed class AttentionModule : nn.Module<TokenBatch, Tensor>
{
    private readonly Embedding elements;
    private readonly Embedding? sites;
    private readonly Linear fractions;
    private readonly Linear others;
    private readonly AttentionBlockModule[] blocks;
    private readonly LayerNorm norm;
    private readonly Sequential head;

    public AttentionModule(AttentionShape shape, double dropout)
        : base(nameof(AttentionModule))
    {
        elements = nn.Embedding(shape.Tokens.Elements.Count, shape.Width);
        sites = shape.Tokens.SiteCount > 1 ? nn.Embedding(shape.Tokens.SiteCount, shape.Width) : null;
        fractions = nn.Linear(AttentionShape.Powers, shape.Width, hasBias: false);
        others = nn.Linear(shape.Others, shape.Width);
        blocks = [.. Enumerable.Range(0, shape.Blocks).Select(_ => new AttentionBlockModule(shape, dropout))];
        norm = nn.LayerNorm(shape.Width);
        head = PerceptronLayers.Of(shape.Head, dropout);
        register_module(nameof(elements), elements);
        if (sites is not null)
            register_module(nameof(sites), sites);
        register_module(nameof(fractions), fractions);
        register_module(nameof(others), others);
        for (int block = 0; block < blocks.Length; block++)
            register_module($"block{block}", blocks[block]);
        register_module(nameof(norm), norm);
        register_module(nameof(head), head);
    }

    /// <returns>Rows x outputs.</returns>
    public override Tensor forward(TokenBatch input)
    {
        Tensor found = elements.call(input.Elements) + fractions.call(input.Powers);
        if (sites is not null)
            found = found + sites.call(input.Sites);
        Tensor tokens = cat([others.call(input.Others).unsqueeze(1), found], 1);
        foreach (AttentionBlockModule block in blocks)
            tokens = block.call(tokens, input.Mask);
        tokens = norm.call(tokens);
        Tensor mean = input.Shares.bmm(tokens.narrow(1, 1, tokens.shape[1] - 1)).squeeze(1);
        return head.call(cat([mean, tokens.select(1, 0)], 1));
    }
}
