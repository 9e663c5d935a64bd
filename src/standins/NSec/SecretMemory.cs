using System.Runtime.InteropServices;

namespace NSec.Cryptography;

/// <summary>Memory of libsodium's own for a secret: between guard pages, locked where the system allows it, wiped when freed.</summary>
internal sealed class SecretMemory : SafeHandle
{
    private SecretMemory(nint memory, int size)
        : base(memory, true) => Size = size;

    public override bool IsInvalid => handle == 0;

    public int Size { get; }

    public static SecretMemory Allocate(int size)
    {
        nint memory = Sodium.sodium_malloc((nuint)size);
        return memory != 0 ? new SecretMemory(memory, size) : throw new InsufficientMemoryException("No guarded memory is left.");
    }

    public static SecretMemory CopyOf(ReadOnlySpan<byte> secret)
    {
        SecretMemory memory = Allocate(secret.Length);
        using Lease lease = memory.Read();
        secret.CopyTo(lease.Bytes);
        return memory;
    }

    /// <summary>The bytes, kept from being freed until the lease ends.</summary>
    /// <exception cref="ObjectDisposedException">The secret was disposed of.</exception>
    public Lease Read() => new(this);

    public void CopyTo(Span<byte> destination)
    {
        using Lease lease = Read();
        lease.Bytes.CopyTo(destination);
    }

    protected override bool ReleaseHandle()
    {
        Sodium.sodium_free(handle);
        return true;
    }

    internal readonly ref struct Lease
    {
        private readonly SecretMemory _owner;

        public unsafe Lease(SecretMemory owner)
        {
            bool held = false;
            owner.DangerousAddRef(ref held);
            _owner = owner;
            Bytes = new Span<byte>((void*)owner.handle, owner.Size);
        }

        public Span<byte> Bytes { get; }

        public void Dispose() => _owner.DangerousRelease();
    }
}
