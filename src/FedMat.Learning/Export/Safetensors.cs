using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace FedMat.Learning;

/// <summary>
/// The safetensors format (Hugging Face, version 0.4: eight bytes of header length, a JSON header, the data): 32-bit floats only, no
/// metadata but strings.
/// Limits: up to 2 GiB; reading wants the arrays in the order of their bytes without a gap, as the format demands of writers.
/// </summary>
public static class Safetensors
{
    private const int MostHeaderBytes = 100_000_000;

    public static byte[] Write(IReadOnlyList<NamedTensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        byte[] header = Header(tensors, metadata);
        int padded = (header.Length + 7) / 8 * 8;
        byte[] file = new byte[checked(8 + padded + tensors.Sum(tensor => tensor.Values.Length * sizeof(float)))];
        BinaryPrimitives.WriteInt64LittleEndian(file, padded);
        header.CopyTo(file, 8);
        file.AsSpan(8 + header.Length, padded - header.Length).Fill((byte)' ');
        Span<byte> rest = file.AsSpan(8 + padded);
        foreach (NamedTensor tensor in tensors)
        {
            MemoryMarshal.AsBytes(tensor.Values.AsSpan()).CopyTo(rest);
            rest = rest[(tensor.Values.Length * sizeof(float))..];
        }

        return file;
    }

    /// <exception cref="FormatException">No such file, or arrays of another type than 32-bit floats.</exception>
    public static IReadOnlyList<NamedTensor> Read(ReadOnlyMemory<byte> file)
    {
        long length = file.Length < 8 ? 0 : BinaryPrimitives.ReadInt64LittleEndian(file.Span);
        if (length is < 2 or > MostHeaderBytes || length > file.Length - 8)
            throw new FormatException("this is no safetensors file: its header does not fit");
        try
        {
            JsonDocumentOptions strict = new() { AllowDuplicateProperties = false };
            using JsonDocument header = JsonDocument.Parse(file.Slice(8, (int)length), strict);
            return Read(header.RootElement, file.Span[(8 + (int)length)..]);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or KeyNotFoundException
            or OverflowException or IndexOutOfRangeException)
        {
            throw new FormatException("this is no safetensors file: its header cannot be read", error);
        }
    }

    private static List<NamedTensor> Read(JsonElement header, ReadOnlySpan<byte> data)
    {
        List<NamedTensor> tensors = [];
        int end = 0;
        IEnumerable<JsonProperty> entries = header.EnumerateObject().Where(entry => entry.Name != "__metadata__");
        foreach (JsonProperty entry in entries.OrderBy(entry => entry.Value.GetProperty("data_offsets")[0].GetInt64()))
        {
            int[] shape = [.. entry.Value.GetProperty("shape").EnumerateArray().Select(dimension => dimension.GetInt32())];
            JsonElement offsets = entry.Value.GetProperty("data_offsets");
            int bytes = shape.Aggregate(sizeof(float), (product, dimension) => checked(product * dimension));
            bool floats = entry.Value.GetProperty("dtype").GetString() == "F32" && Array.TrueForAll(shape, dimension => dimension >= 0);
            bool placed = offsets[0].GetInt32() == end && offsets[1].GetInt32() == checked(end + bytes) && end + bytes <= data.Length;
            if (!floats || !placed)
                throw new FormatException($"array '{entry.Name}' is not of 32-bit floats, or its bytes are not where they should be");
            tensors.Add(new NamedTensor(entry.Name, shape, MemoryMarshal.Cast<byte, float>(data.Slice(end, bytes)).ToArray()));
            end += bytes;
        }

        return end == data.Length ? tensors : throw new FormatException("there are bytes behind the last array");
    }

    private static byte[] Header(IReadOnlyList<NamedTensor> tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream))
        {
            writer.WriteStartObject();
            WriteMetadata(writer, metadata);
            long start = 0;
            foreach (NamedTensor tensor in tensors)
            {
                long end = start + ((long)tensor.Values.Length * sizeof(float));
                WriteEntry(writer, tensor, start, end);
                start = end;
            }

            writer.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static void WriteMetadata(Utf8JsonWriter writer, IReadOnlyDictionary<string, string>? metadata)
    {
        if (metadata is null)
            return;
        writer.WriteStartObject("__metadata__");
        foreach ((string key, string value) in metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            writer.WriteString(key, value);
        writer.WriteEndObject();
    }

    private static void WriteEntry(Utf8JsonWriter writer, NamedTensor tensor, long start, long end)
    {
        writer.WriteStartObject(tensor.Name);
        writer.WriteString("dtype", "F32");
        writer.WriteStartArray("shape");
        foreach (int dimension in tensor.Shape)
            writer.WriteNumberValue(dimension);
        writer.WriteEndArray();
        writer.WriteStartArray("data_offsets");
        writer.WriteNumberValue(start);
        writer.WriteNumberValue(end);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
