using TorchSharp.Modules;
using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public interface ILearningRateController
        {
            double LearningRate { get; set; }

            double InitialLearningRate { get; set; }
        }

        /// <summary>
        /// One of libtorch's own optimisers over one group of parameters. Their names, defaults and order are TorchSharp's.
        /// </summary>
        public abstract class Optimizer : IDisposable
        {
            private readonly Parameter[] _parameters;
            private readonly Group _group;
            private nint _handle;

            private protected Optimizer(Parameter[] parameters, double rate, nint handle)
            {
                if (handle == 0)
                    Done(-1);
                _parameters = parameters;
                _handle = handle;
                _group = new Group(this, rate);
            }

            ~Optimizer() => Dispose(false);

            public virtual IEnumerable<ILearningRateController> ParamGroups => [_group];

            public virtual IEnumerable<Parameter> parameters() => _parameters;

            public virtual void zero_grad()
            {
                Done(Shim.ts_optimizer_zero_grad(Live));
                GC.KeepAlive(this);
            }

            /// <summary>One update from the gradients that lie in the parameters. The closure's loss is handed back.</summary>
            public virtual Tensor? step(Func<Tensor>? closure = null)
            {
                Tensor? loss = closure?.Invoke();
                Done(Shim.ts_optimizer_step(Live));
                GC.KeepAlive(this);
                return loss;
            }

            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            protected virtual void Dispose(bool disposing)
            {
                nint held = Interlocked.Exchange(ref _handle, 0);
                if (held != 0)
                    Shim.ts_optimizer_free(held);
            }

            private nint Live => _handle != 0 ? _handle : throw new ObjectDisposedException(GetType().Name);

            /// <summary>Calls a constructor of the shim with the parameters' handles.</summary>
            private protected static unsafe nint Make(Parameter[] parameters, Func<nint, long, nint> constructor)
            {
                nint[] handles = Handles(parameters);
                fixed (nint* p = handles)
                {
                    nint made = constructor((nint)p, handles.Length);
                    GC.KeepAlive(parameters);
                    return made;
                }
            }

            private sealed class Group(Optimizer owner, double rate) : ILearningRateController
            {
                private double _rate = rate;

                public double LearningRate
                {
                    get => _rate;
                    set
                    {
                        Done(Shim.ts_optimizer_set_lr(owner.Live, value));
                        _rate = value;
                    }
                }

                public double InitialLearningRate { get; set; } = rate;
            }
        }
    }
}
