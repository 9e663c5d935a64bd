using TorchSharp.Native;

namespace TorchSharp;

/// <summary>Switches the recording of gradients on this thread, and back when disposed.</summary>
internal sealed class AutoGradMode : IDisposable
{
    private readonly int _before;

    public AutoGradMode(bool enabled)
    {
        _before = Shim.ts_grad_enabled();
        Shim.ts_set_grad_enabled(enabled ? 1 : 0);
    }

    public void Dispose() => Shim.ts_set_grad_enabled(_before);
}

public static partial class torch
{
    public static partial class autograd
    {
        /// <summary>
        /// The gradients of the sum of <paramref name="outputs"/> with respect to each of <paramref name="inputs"/>, in their order.
        /// </summary>
        public static unsafe IList<Tensor> grad(IList<Tensor> outputs, IList<Tensor> inputs, IList<Tensor>? grad_outputs = null,
            bool retain_graph = false, bool create_graph = false, bool allow_unused = false)
        {
            nint[] from = Handles(outputs), to = Handles(inputs), seeds = grad_outputs is null ? [] : Handles(grad_outputs);
            var made = new nint[to.Length];
            fixed (nint* f = from, t = to, s = seeds, m = made)
            {
                Done(Shim.ts_grad(f, from.Length, t, to.Length, s, seeds.Length, retain_graph ? 1 : 0, create_graph ? 1 : 0,
                    allow_unused ? 1 : 0, m));
            }
            GC.KeepAlive(outputs);
            GC.KeepAlive(inputs);
            GC.KeepAlive(grad_outputs);
            return made.Select(handle => handle == 0 ? null! : new Tensor(handle)).ToList();
        }
    }

    internal static nint[] Handles(IEnumerable<Tensor> tensors)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        return tensors.Select(tensor => tensor.Handle).ToArray();
    }
}
