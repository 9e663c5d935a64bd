using System.Runtime.InteropServices;
using TorchSharp.Native;
using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>
    /// An n-dimensional array held by libtorch. It is freed by Dispose, by the dispose scope it was made in, or by the finalizer.
    /// </summary>
    public partial class Tensor : IDisposable
    {
        private static long s_total;

        internal Tensor(nint handle)
        {
            this.handle = handle;
            Interlocked.Increment(ref s_total);
            OwningDisposeScope = DisposeScopeManager.OfThread.Register(this);
        }

        ~Tensor() => Release();

        internal nint handle;

        internal DisposeScope? OwningDisposeScope { get; set; }

        /// <summary>The number of tensors that .NET holds now, in the whole process.</summary>
        public static long TotalCount => Interlocked.Read(ref s_total);

        public bool IsInvalid => handle == 0;

        public nint Handle => handle != 0 ? handle : throw new InvalidOperationException("Tensor invalid -- empty handle.");

        public long Dimensions => Number(Shim.ts_dim(Handle));

        public long dim() => Dimensions;

        public long ndim => Dimensions;

        public long NumberOfElements => Number(Shim.ts_numel(Handle));

        public long numel() => NumberOfElements;

        public ScalarType dtype => (ScalarType)Number(Shim.ts_dtype(Handle));

        public Device device => new((DeviceType)Number(Shim.ts_device_type(Handle)), (int)Shim.ts_device_index(Handle));

        public DeviceType device_type => (DeviceType)Number(Shim.ts_device_type(Handle));

        public bool is_cuda => device_type == DeviceType.CUDA;

        public bool is_leaf => Shim.ts_is_leaf(Handle) != 0;

        public bool is_contiguous() => Shim.ts_is_contiguous(Handle) != 0;

        public unsafe long[] shape
        {
            get
            {
                var sizes = new long[Dimensions];
                fixed (long* p = sizes)
                    Done(Shim.ts_shape(Handle, p));
                GC.KeepAlive(this);
                return sizes;
            }
        }

        public bool requires_grad
        {
            get => Shim.ts_requires_grad(Handle) != 0;
            set
            {
                Done(Shim.ts_set_requires_grad(Handle, value ? 1 : 0));
                GC.KeepAlive(this);
            }
        }

        public Tensor requires_grad_(bool requires_grad = true)
        {
            this.requires_grad = requires_grad;
            return this;
        }

        public Tensor with_requires_grad(bool requires_grad = true) => requires_grad_(requires_grad);

        public void backward()
        {
            Done(Shim.ts_backward(Handle));
            GC.KeepAlive(this);
        }

        /// <summary>The elements in memory, to read and to write. The tensor must lie on the processor and be contiguous.</summary>
        public unsafe Span<byte> bytes
        {
            get
            {
                if (device_type != DeviceType.CPU)
                    throw new InvalidOperationException("Reading data from non-CPU memory is not supported. Move or copy the tensor to the cpu before reading.");
                if (!is_contiguous())
                    throw new InvalidOperationException("Only contiguous tensors are supported. Call contiguous() first.");
                return new Span<byte>(Shim.ts_data(Handle), checked((int)(numel() * SizeOf(dtype))));
            }
        }

        /// <summary>Reads the elements; a tensor elsewhere is copied to the processor first.</summary>
        public TensorAccessor<T> data<T>() where T : unmanaged
        {
            ValidateType<T>();
            return new TensorAccessor<T>(device_type == DeviceType.CPU ? this : cpu());
        }

        public T item<T>() where T : unmanaged
        {
            if (numel() != 1)
                throw new ArgumentException($"Number of elements in the tensor must be 1, not {numel()}.");
            ValidateType<T>();
            using Tensor here = device_type == DeviceType.CPU ? alias() : cpu();
            return MemoryMarshal.Read<T>(here.bytes);
        }

        internal NativeScalar ReadItem()
        {
            NativeScalar value;
            unsafe
            {
                Done(Shim.ts_item(Handle, &value));
            }
            GC.KeepAlive(this);
            return value;
        }

        public Tensor MoveToOuterDisposeScope()
        {
            OwningDisposeScope?.MoveToOuter(this);
            return this;
        }

        public Tensor DetachFromDisposeScope()
        {
            OwningDisposeScope?.Detach(this);
            return this;
        }

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
            if (OwningDisposeScope is { } scope)
            {
                DisposeScopeManager.Statistics.DisposedInScopeCount++;
                scope.MarkAsDisposed(this);
                OwningDisposeScope = null;
            }
            Release();
        }

        /// <summary>The scope frees this tensor and needs no word back.</summary>
        internal void DisposeInScope()
        {
            OwningDisposeScope = null;
            Dispose();
        }

        /// <summary>Hands the native tensor to another owner.</summary>
        internal nint MoveHandle()
        {
            nint moved = Interlocked.Exchange(ref handle, 0);
            if (moved != 0)
                Interlocked.Decrement(ref s_total);
            GC.SuppressFinalize(this);
            return moved != 0 ? moved : throw new InvalidOperationException("Tensor invalid -- empty handle.");
        }

        /// <summary>Takes the same values elsewhere or in another type, as a leaf of its own; the gradient is dropped.</summary>
        internal void ReplaceBy(Device? device, ScalarType? dtype)
        {
            bool grad = requires_grad;
            using Tensor cut = detach();
            using Tensor moved = cut.to(dtype ?? cut.dtype, device ?? cut.device, copy: true);
            moved.requires_grad = grad;
            (handle, moved.handle) = (moved.handle, handle);
        }

        private void Release()
        {
            nint held = Interlocked.Exchange(ref handle, 0);
            if (held == 0)
                return;
            Interlocked.Decrement(ref s_total);
            Shim.ts_free(held);
        }

        /// <summary>Wraps an engine's answer; naming the inputs keeps them alive during the call.</summary>
        internal static Tensor Made(nint result, object? a, object? b = null, object? c = null)
        {
            GC.KeepAlive(a);
            GC.KeepAlive(b);
            GC.KeepAlive(c);
            return result != 0 ? new Tensor(result) : throw new ExternalException(Shim.LastError());
        }

        private long Number(long value)
        {
            GC.KeepAlive(this);
            return Answer(value);
        }

        private void ValidateType<T>() where T : unmanaged
        {
            if (TypeOf<T>() != dtype)
                throw new ArgumentException($"Unable to convert from {dtype} to {typeof(T).Name}.");
        }
    }

    internal static ScalarType TypeOf<T>() => Type.GetTypeCode(typeof(T)) switch
    {
        TypeCode.Byte => ScalarType.Byte,
        TypeCode.SByte => ScalarType.Int8,
        TypeCode.Int16 => ScalarType.Int16,
        TypeCode.Int32 => ScalarType.Int32,
        TypeCode.Int64 => ScalarType.Int64,
        TypeCode.Single => ScalarType.Float32,
        TypeCode.Double => ScalarType.Float64,
        TypeCode.Boolean => ScalarType.Bool,
        _ when typeof(T) == typeof(Half) => ScalarType.Float16,
        _ => throw new ArgumentException($"No tensor holds {typeof(T).Name}."),
    };

    internal static long SizeOf(ScalarType type) => type switch
    {
        ScalarType.Byte or ScalarType.Int8 or ScalarType.Bool => 1,
        ScalarType.Int16 or ScalarType.Float16 or ScalarType.BFloat16 => 2,
        ScalarType.Int32 or ScalarType.Float32 => 4,
        _ => 8,
    };
}
