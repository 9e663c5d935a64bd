using FedMat.Protocol;
using FedMat.Storage.Coordinator;

namespace FedMat.Coordinator.Sums;

/// <summary>
/// The vectors of an attempt on their way in, at most one of each member. A connection that was lost may look alive for long, so the newest
/// call of a member gets its slot and the one before ends. Safe for many threads.
/// </summary>
internal sealed class UploadSlots(VectorFolder vectors)
{
    private readonly Lock gate = new();
    private readonly Dictionary<MemberId, Slot> slots = [];
    private volatile bool isEnded;

    /// <summary>Whether the attempt takes no vector any longer.</summary>
    public bool IsEnded => isEnded;

    /// <summary>Waits for the call before to end, and opens the member's slot for one vector; what came of another vector goes.</summary>
    /// <returns>The slot, to be disposed of by the call; null when a newer call came, or the attempt takes no vector any longer.</returns>
    public async Task<UploadSlot?> EnterAsync(VectorKey vector, CancellationToken cancellation)
    {
        Slot slot;
        int call;
        lock (gate)
        {
            if (isEnded)
                return null;
            MemberId member = vector.Owner!.Value;
            slot = slots.TryGetValue(member, out Slot? known) ? known : slots[member] = new Slot();
            call = ++slot.Calls;
            // What hangs on the token runs elsewhere: the lock is held.
            _ = slot.Present?.CancelAsync();
        }

        await slot.Turn.WaitAsync(cancellation).ConfigureAwait(false);
        lock (gate)
        {
            if (!isEnded && call == slot.Calls)
                return new UploadSlot(vectors, slot, vector);
        }

        slot.Turn.Release();
        return null;
    }

    /// <summary>Ends the calls; what has come of vectors goes as they leave.</summary>
    public void End()
    {
        Slot[] left;
        lock (gate)
        {
            isEnded = true;
            left = [.. slots.Values];
            slots.Clear();
        }

        foreach (Slot slot in left)
            _ = ClearAsync(slot);
    }

    private static async Task ClearAsync(Slot slot)
    {
        _ = slot.Present?.CancelAsync();
        await slot.Turn.WaitAsync().ConfigureAwait(false);
        slot.Spool?.Dispose();
        slot.Spool = null;
        slot.Turn.Release();
    }

    internal sealed class Slot
    {
        public SemaphoreSlim Turn { get; } = new(1, 1);

        /// <summary>How many calls have wanted it. The newest gets it.</summary>
        public int Calls { get; set; }

        public CancellationTokenSource? Present { get; set; }

        public VectorSpool? Spool { get; set; }
    }
}
