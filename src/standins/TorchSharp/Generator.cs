using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>The source of libtorch's random numbers on the processor.</summary>
    public class Generator
    {
        private Generator() { }

        public static Generator Default { get; } = new();

        public Generator manual_seed(long seed)
        {
            Done(Shim.ts_manual_seed(seed));
            return this;
        }

        public long initial_seed() => Shim.ts_initial_seed();
    }
}
