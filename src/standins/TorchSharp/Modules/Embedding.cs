using TorchSharp.Modules;
using TorchSharp.Native;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>A table of vectors looked up by 64-bit index; the padding row stays zero and takes no gradient.</summary>
    public sealed class Embedding : nn.Module<Tensor, Tensor>
    {
        private readonly long _padding;

        internal Embedding(long count, long width, long? padding) : base(nameof(Embedding))
        {
            _padding = padding is { } row && row < 0 ? checked(count + row) : padding ?? -1;
            weight = new Parameter(empty(count, width));
            nn.init.normal_(weight);
            if (padding is not null)
            {
                using Tensor row0 = weight.detach();
                using Tensor zeroed = row0.select(0, _padding);
                zeroed.zero_().Dispose();
            }
            register_parameter("weight", weight);
        }

        public Parameter weight { get; }

        public override Tensor forward(Tensor input) =>
            Tensor.Made(Shim.ts_embedding(weight.Handle, input.Handle, _padding), weight, input);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Embedding Embedding(long num_embeddings, long embedding_dims, long? padding_idx = null) =>
                new(num_embeddings, embedding_dims, padding_idx);
        }
    }
}
