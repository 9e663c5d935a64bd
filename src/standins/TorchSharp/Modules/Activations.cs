using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    public sealed class ReLU : nn.Module<Tensor, Tensor>
    {
        internal ReLU() : base(nameof(ReLU)) { }

        public override Tensor forward(Tensor input) => input.relu();
    }

    public sealed class SiLU : nn.Module<Tensor, Tensor>
    {
        internal SiLU() : base(nameof(SiLU)) { }

        public override Tensor forward(Tensor input) => input.silu();
    }

    public sealed class GELU : nn.Module<Tensor, Tensor>
    {
        internal GELU() : base(nameof(GELU)) { }

        public override Tensor forward(Tensor input) => input.gelu();
    }

    public sealed class Tanh : nn.Module<Tensor, Tensor>
    {
        internal Tanh() : base(nameof(Tanh)) { }

        public override Tensor forward(Tensor input) => input.tanh();
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static ReLU ReLU() => new();
            public static SiLU SiLU() => new();
            public static GELU GELU() => new();
            public static Tanh Tanh() => new();

            public static partial class functional
            {
                public static Tensor relu(Tensor x) => x.relu();
                public static Tensor SiLU(Tensor x) => x.silu();
                public static Tensor gelu(Tensor x) => x.gelu();
                public static Tensor tanh(Tensor x) => x.tanh();
                public static Tensor softmax(Tensor input, long dim, ScalarType? dtype = null) => input.softmax(dim, dtype);
            }
        }
    }
}
