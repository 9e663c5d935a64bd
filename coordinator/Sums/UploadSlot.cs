using FedMat.Storage.Coordinator;

namespace FedMat.Coordinator.Sums;

/// <summary>A call's hold on what has come of one member's vector. Disposing of it lets the next call in; the bytes stay.</summary>
internal sealed class UploadSlot : IDisposable
{
    private readonly VectorFolder vectors;
    private readonly UploadSlots.Slot slot;
    private readonly VectorKey vector;
    private readonly CancellationTokenSource present = new();

    public UploadSlot(VectorFolder vectors, UploadSlots.Slot slot, VectorKey vector)
    {
        this.vectors = vectors;
        this.slot = slot;
        this.vector = vector;
        slot.Present = present;
        if (slot.Spool?.Vector != vector)
            Forget();
    }

    /// <summary>Cancelled when a newer call of the same member wants the slot, or the attempt takes no vector any longer.</summary>
    public CancellationToken Past => present.Token;

    /// <summary>Whether the vector is there whole.</summary>
    public bool IsWhole => slot.Spool is null && vectors.Has(vector);

    /// <summary>Bytes that are there.</summary>
    public long Length => slot.Spool?.Length ?? (IsWhole ? vectors.Length(vector) : 0);

    public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        slot.Spool ??= vectors.Begin(vector);
        return slot.Spool.WriteAsync(bytes, cancellation);
    }

    /// <summary>The last byte was written: flushes the vector to the disk. Bytes that are not those of its digest go.</summary>
    /// <returns>Whether it is there whole.</returns>
    public bool Keep()
    {
        bool kept = IsWhole || slot.Spool?.Keep() == true;
        Forget();
        return kept;
    }

    /// <summary>What has come of it goes.</summary>
    public void Forget()
    {
        slot.Spool?.Dispose();
        slot.Spool = null;
    }

    public void Dispose()
    {
        slot.Present = null;
        slot.Turn.Release();
    }
}
