using TorchSharp.Modules;
using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class utils
        {
            /// <summary>Scales all gradients together so that their norm is at most the limit; the norm before is handed back.</summary>
            public static unsafe double clip_grad_norm_(IEnumerable<Parameter> tensors, double max_norm, double norm_type = 2.0)
            {
                nint[] handles = Handles(tensors);
                double norm;
                fixed (nint* p = handles)
                    Done(Shim.ts_clip_grad_norm(p, handles.Length, max_norm, norm_type, &norm));
                return norm;
            }

            public static unsafe Tensor parameters_to_vector(IEnumerable<Parameter> tensors)
            {
                nint[] handles = Handles(tensors);
                fixed (nint* p = handles)
                    return Tensor.Made(Shim.ts_parameters_to_vector(p, handles.Length), tensors);
            }

            /// <summary>The parameters become views of the vector, in order.</summary>
            public static unsafe void vector_to_parameters(Tensor vec, IEnumerable<Parameter> tensors)
            {
                nint[] handles = Handles(tensors);
                fixed (nint* p = handles)
                    Done(Shim.ts_vector_to_parameters(vec.Handle, p, handles.Length));
                GC.KeepAlive(vec);
            }
        }
    }
}
