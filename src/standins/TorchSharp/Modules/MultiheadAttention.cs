using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>
    /// Scaled dot-product attention in several heads (Vaswani et al. 2017, arXiv:1706.03762) over (length, batch, width) tensors, with
    /// PyTorch's parameter names. Composed of engine calls. A boolean mask marks what may not be seen; a floating one is added.
    /// </summary>
    public sealed class MultiheadAttention
        : nn.Module<Tensor, Tensor, Tensor, Tensor?, bool, Tensor?, Tuple<Tensor, Tensor>>
    {
        private readonly long _width;
        private readonly long _heads;
        private readonly double _dropout;
        private readonly Parameter _inWeight;
        private readonly Parameter? _inBias;
        private readonly Linear _out;

        internal MultiheadAttention(long width, long heads, double dropout, bool bias) : base(nameof(MultiheadAttention))
        {
            if (heads <= 0 || width % heads != 0)
                throw new ArgumentException($"A width of {width} does not split into {heads} heads.", nameof(heads));
            _width = width;
            _heads = heads;
            _dropout = dropout;
            _inWeight = new Parameter(empty(checked(3 * width), width));
            _inBias = bias ? new Parameter(zeros(checked(3 * width))) : null;
            _out = new Linear(width, width, bias);
            nn.init.xavier_uniform_(_inWeight);
            register_parameter("in_proj_weight", _inWeight);
            if (_inBias is not null)
            {
                nn.init.zeros_(_out.bias!);
                register_parameter("in_proj_bias", _inBias);
            }
            register_module("out_proj", _out);
        }

        /// <summary>The mixed values, and the weights averaged over the heads (null when not wanted).</summary>
        public override Tuple<Tensor, Tensor> forward(Tensor query, Tensor key, Tensor value, Tensor? key_padding_mask,
            bool need_weights, Tensor? attn_mask)
        {
            using DisposeScope scope = NewDisposeScope();
            long[] to = query.shape, from = key.shape;
            long batch = to[1], width = _width / _heads;
            Tensor asked = Project(query, 0) * (1 / Math.Sqrt(width));
            Tensor scores = asked.bmm(Project(key, 1).transpose(1, 2));
            Tensor weights = nn.functional.dropout(Mask(scores, key_padding_mask, attn_mask, batch).softmax(-1), _dropout, training);
            Tensor mixed = weights.bmm(Project(value, 2)).transpose(0, 1).contiguous().view(to[0], batch, _width);
            Tensor result = _out.call(mixed).MoveToOuterDisposeScope();
            Tensor? seen = need_weights
                ? weights.view(batch, _heads, to[0], from[0]).mean([1]).MoveToOuterDisposeScope()
                : null;
            return Tuple.Create(result, seen!);
        }

        public new Tuple<Tensor, Tensor> call(Tensor query, Tensor key, Tensor value, Tensor? key_padding_mask = null,
            bool need_weights = true, Tensor? attn_mask = null) =>
            forward(query, key, value, key_padding_mask, need_weights, attn_mask);

        /// <summary>(length, batch, width) to (batch x heads, length, width of a head), by one third of the joint projection.</summary>
        private Tensor Project(Tensor input, long third)
        {
            long[] shape = input.shape;
            Tensor? bias = _inBias?.narrow(0, checked(third * _width), _width);
            Tensor projected = nn.functional.linear(input, _inWeight.narrow(0, checked(third * _width), _width), bias);
            return projected.contiguous().view(shape[0], checked(shape[1] * _heads), _width / _heads).transpose(0, 1);
        }

        private Tensor Mask(Tensor scores, Tensor? padding, Tensor? mask, long batch)
        {
            if (mask is not null)
                scores = mask.dtype == ScalarType.Bool ? scores.masked_fill(mask, double.NegativeInfinity) : scores + mask;
            if (padding is null)
                return scores;
            long[] shape = scores.shape;
            Tensor hidden = padding.unsqueeze(1).unsqueeze(2);
            return scores.view(batch, _heads, shape[1], shape[2]).masked_fill(hidden, double.NegativeInfinity).view(shape);
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static MultiheadAttention MultiheadAttention(long embedded_dim, long num_heads, double dropout = 0.0,
                bool bias = true) => new(embedded_dim, num_heads, dropout, bias);
        }
    }
}
