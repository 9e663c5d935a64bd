using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace FedMat.Materials;

/// <summary>
/// Looks through the sector chains of an .xls before a library follows them: a chain that bites its own tail would be followed for ever.
/// The compound file format: [MS-CFB] 2.2 (header), 2.3 (FAT), 2.4 (mini FAT), 2.5 (DIFAT). Limit: the FAT takes as much memory as it has bytes.
/// </summary>
internal sealed class CompoundCheck
{
    private const int HeaderLength = 512;
    private const int ShiftAt = 0x1E;
    private const int FirstMiniAt = 0x3C;
    private const int FirstDifatAt = 0x44;
    private const int DifatAt = 0x4C;

    private readonly Stream stream;
    private readonly byte[] header;
    private readonly int shift;
    private readonly long sectors;

    private CompoundCheck(Stream stream)
    {
        this.stream = stream;
        stream.Position = 0;
        header = PrefixStream.Take(stream, HeaderLength);
        shift = header.Length == HeaderLength ? BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(ShiftAt)) : 0;
        sectors = shift is 9 or 12 ? (stream.Length >> shift) + 1 : 0;
    }

    /// <summary>Whether every chain of the file comes to an end.</summary>
    public static bool EveryChainEnds(Stream stream)
    {
        var check = new CompoundCheck(stream);
        if (check.sectors == 0 || check.FatSectors() is not { } places) return false;
        uint[] fat = check.Read(places);
        if (HasCycle(fat)) return false;
        var mini = new List<uint>();
        for (uint at = check.HeaderWord(FirstMiniAt); at < fat.Length; at = fat[at]) mini.Add(at);
        return mini.Count <= check.sectors && !HasCycle(check.Read(mini));
    }

    /// <summary>The FAT's own sectors: 109 in the header, the others in a chain of sectors that end in the number of the next.</summary>
    private List<uint>? FatSectors()
    {
        var places = new List<uint>();
        for (int at = DifatAt; at < HeaderLength; at += sizeof(uint)) places.Add(HeaderWord(at));
        long walked = 0;
        for (uint next = HeaderWord(FirstDifatAt); next < sectors;)
        {
            if (++walked > sectors) return null;
            uint[] sector = Read([next]);
            if (sector.Length == 0) break;
            places.AddRange(sector[..^1]);
            next = sector[^1];
        }
        places.RemoveAll(place => place >= sectors);
        return places.Count <= sectors ? places : null;
    }

    private uint[] Read(List<uint> places)
    {
        int words = (1 << shift) / sizeof(uint);
        uint[] read = new uint[places.Count * words];
        for (int i = 0; i < places.Count; i++)
        {
            var room = read.AsSpan(i * words, words);
            room.Fill(uint.MaxValue);
            stream.Position = (places[i] + 1L) << shift;
            stream.ReadAtLeast(MemoryMarshal.AsBytes(room), 1 << shift, throwOnEndOfStream: false);
        }
        return read;
    }

    private uint HeaderWord(int at) => BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(at));

    private static bool HasCycle(uint[] next)
    {
        int[] walk = new int[next.Length];
        for (int start = 0; start < next.Length; start++)
        {
            uint at = (uint)start;
            while (at < next.Length && walk[at] == 0)
            {
                walk[at] = start + 1;
                at = next[at];
            }
            if (at < next.Length && walk[at] == start + 1) return true;
        }
        return false;
    }
}
