using System.Security.Cryptography;
using FedMat.Crypto;
using FedMat.Protocol;
using Microsoft.Win32.SafeHandles;

namespace FedMat.Storage.Node;

/// <summary>
/// Keys that must be erasable, in a file beside the database that backups leave out, the mark that tells an older database from the newest, and
/// notes of what an older one must not forget. Records are overwritten in place; <see cref="Advance"/> puts all of them on the disk. Limit: on a
/// file system or a drive that writes elsewhere instead of in place, what an erased record held lies on the medium until that is used again.
/// Safe for several threads.
/// </summary>
internal sealed class PromiseKeys : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly Lock gate = new();
    private readonly SafeFileHandle file;
    private readonly RandomNumberGenerator source;
    private readonly Dictionary<Digest, int> used = [];
    private readonly Dictionary<Digest, HashSet<Digest>> notes = [];
    private readonly Stack<int> free = [];
    private int slots;
    private long mark;

    // The block that holds the mark; the next one is written to the other.
    private int markSlot;

    // Whether a key was written since the last flush.
    private bool isAhead;

    private PromiseKeys(SafeFileHandle file, RandomNumberGenerator source)
    {
        this.file = file;
        this.source = source;
    }

    /// <summary>The highest mark that was written; zero in a new file.</summary>
    public long Mark
    {
        get
        {
            lock (gate)
                return mark;
        }
    }

    public IReadOnlyCollection<Digest> Names
    {
        get
        {
            lock (gate)
                return [.. used.Keys];
        }
    }

    /// <summary>Opens the file, or makes it when it is missing.</summary>
    /// <param name="path">Its folder exists.</param>
    /// <param name="source">Draws the keys and what overwrites them.</param>
    /// <exception cref="RefusedException">FM508: no such file, or one that lost both marks.</exception>
    public static PromiseKeys Open(string path, RandomNumberGenerator source)
    {
        if (!File.Exists(path))
            AtomicFile.Write(path, PromiseKeyLayout.NewFile(), OwnerOnly);
        else if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, OwnerOnly);
        byte[] content = File.ReadAllBytes(path);
        PromiseKeys keys = new(File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read), source);
        try
        {
            return keys.Load(content)
                ? keys
                : throw new RefusedException(
                    RefusalCode.StoreUnusable, $"'{path}' is damaged; move it away, and the node closes the attempts that it was for");
        }
        catch
        {
            keys.Dispose();
            throw;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(content);
        }
    }

    public bool Has(Digest name)
    {
        lock (gate)
            return used.ContainsKey(name);
    }

    /// <summary>Whether a fact was noted.</summary>
    public bool Has(PromiseNote note) => ValuesOf(note.Name).Contains(note.Value);

    /// <summary>The values of all notes of this name.</summary>
    public IReadOnlyCollection<Digest> ValuesOf(Digest name)
    {
        lock (gate)
            return notes.TryGetValue(name, out HashSet<Digest>? values) ? [.. values] : [];
    }

    /// <summary>
    /// Draws a key unless there is one of this name. It is on the disk after the next <see cref="Advance"/>: before that nothing that depends on
    /// it may be said.
    /// </summary>
    public void Ensure(Digest name)
    {
        lock (gate)
        {
            if (used.ContainsKey(name))
                return;
            int index = TakeSlot();
            Span<byte> key = stackalloc byte[PromiseKeyLayout.KeySize];
            source.GetBytes(key);
            Span<byte> slot = stackalloc byte[PromiseKeyLayout.SlotSize];
            PromiseKeyLayout.WriteKey(slot, name, key);
            RandomAccess.Write(file, slot, PromiseKeyLayout.KeyOffset(index));
            isAhead = true;
            used.Add(name, index);
            CryptographicOperations.ZeroMemory(key);
            CryptographicOperations.ZeroMemory(slot);
        }
    }

    /// <summary>A copy of the key, which the caller clears; null when there is none.</summary>
    public byte[]? Find(Digest name)
    {
        lock (gate)
        {
            if (!used.TryGetValue(name, out int index))
                return null;
            Span<byte> slot = stackalloc byte[PromiseKeyLayout.SlotSize];
            int read = RandomAccess.Read(file, slot, PromiseKeyLayout.KeyOffset(index));
            byte[]? key = read == slot.Length && PromiseKeyLayout.ReadName(slot) == name ? PromiseKeyLayout.ReadKey(slot) : null;
            CryptographicOperations.ZeroMemory(slot);
            return key;
        }
    }

    /// <summary>
    /// Raises the mark, erases keys, adds notes, and puts all of it and every new key on the disk, with one flush. A lower mark than the present
    /// one, an unknown name and a known note change nothing.
    /// </summary>
    public void Advance(long newMark, IReadOnlyCollection<Digest> erased, IReadOnlyCollection<PromiseNote>? noted = null)
    {
        lock (gate)
        {
            List<int> gone = [.. erased.Where(used.ContainsKey).Select(name => used[name])];
            List<PromiseNote> fresh = [.. (noted ?? []).Where(note => !Has(note))];
            bool isHigher = newMark > mark;
            if (!isHigher && !isAhead && gone.Count == 0 && fresh.Count == 0)
                return;
            if (isHigher)
                Write(newMark);
            gone.ForEach(Overwrite);
            fresh.ForEach(Write);
            RandomAccess.FlushToDisk(file);
            isAhead = false;
            if (isHigher)
                (mark, markSlot) = (newMark, 1 - markSlot);
            fresh.ForEach(note => Remember(note));
            foreach (Digest name in erased)
            {
                if (used.Remove(name, out int slot))
                    free.Push(slot);
            }
        }
    }

    public void Dispose() => file.Dispose();

    private bool Load(ReadOnlySpan<byte> content)
    {
        if (!PromiseKeyLayout.IsKeyFile(content))
            return false;
        long? first = PromiseKeyLayout.ReadMark(content[PromiseKeyLayout.MarkOffset(0)..]);
        long? second = PromiseKeyLayout.ReadMark(content[PromiseKeyLayout.MarkOffset(1)..]);
        mark = Math.Max(first ?? 0, second ?? 0);
        markSlot = second == mark ? 1 : 0;
        slots = PromiseKeyLayout.Slots(content.Length);
        for (int slot = slots - 1; slot >= 0; slot--)
        {
            ReadOnlySpan<byte> bytes = content.Slice(PromiseKeyLayout.KeyOffset(slot), PromiseKeyLayout.SlotSize);
            bool isKey = PromiseKeyLayout.ReadName(bytes) is { } name && used.TryAdd(name, slot);
            if (!isKey && !(PromiseKeyLayout.ReadNote(bytes) is { } note && Remember(note)))
                free.Push(slot);
        }

        return first is not null || second is not null;
    }

    /// <summary>False when it is known.</summary>
    private bool Remember(PromiseNote note)
    {
        if (!notes.TryGetValue(note.Name, out HashSet<Digest>? values))
            notes.Add(note.Name, values = []);
        return values.Add(note.Value);
    }

    private int TakeSlot()
    {
        if (free.Count == 0)
            Grow();
        return free.Pop();
    }

    private void Grow()
    {
        RandomAccess.Write(file, new byte[PromiseKeyLayout.BlockSize], PromiseKeyLayout.KeyOffset(slots));
        for (int slot = PromiseKeyLayout.SlotsPerBlock - 1; slot >= 0; slot--)
            free.Push(slots + slot);
        slots += PromiseKeyLayout.SlotsPerBlock;
    }

    private void Write(long newMark)
    {
        Span<byte> bytes = stackalloc byte[PromiseKeyLayout.MarkSize];
        PromiseKeyLayout.WriteMark(bytes, newMark);
        RandomAccess.Write(file, bytes, PromiseKeyLayout.MarkOffset(1 - markSlot));
    }

    private void Write(PromiseNote note)
    {
        Span<byte> slot = stackalloc byte[PromiseKeyLayout.SlotSize];
        PromiseKeyLayout.WriteNote(slot, note);
        RandomAccess.Write(file, slot, PromiseKeyLayout.KeyOffset(TakeSlot()));
    }

    private void Overwrite(int slot)
    {
        Span<byte> noise = stackalloc byte[PromiseKeyLayout.SlotSize];
        source.GetBytes(noise);
        RandomAccess.Write(file, noise, PromiseKeyLayout.KeyOffset(slot));
    }
}
