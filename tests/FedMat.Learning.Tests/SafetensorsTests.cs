using System.Text;

namespace FedMat.Learning.Tests;

public sealed class SafetensorsTests
{
    private static readonly NamedTensor[] Two =
        [new("a", [2, 2], [1, 2, 3, 4]), new("b", [1], [5])];

    [Fact]
    public void Write_TwoArrays_IsTheFormatByteByByte()
    {
        byte[] file = Safetensors.Write(Two);
        string header = """{"a":{"dtype":"F32","shape":[2,2],"data_offsets":[0,16]},"b":{"dtype":"F32","shape":[1],"data_offsets":[16,20]}}""";
        long length = BitConverter.ToInt64(file);
        Assert.Equal(0, length % 8);
        Assert.Equal(header, Encoding.UTF8.GetString(file, 8, (int)length).TrimEnd(' '));
        Assert.Equal(8 + length + 20, file.Length);
        Assert.Equal(5f, BitConverter.ToSingle(file, file.Length - 4));
    }

    [Fact]
    public void Read_WhatWasWritten_IsTheSame()
    {
        IReadOnlyList<NamedTensor> read = Safetensors.Read(Safetensors.Write(Two, new Dictionary<string, string> { ["unit"] = "eV" }));
        Assert.Equal(["a", "b"], read.Select(tensor => tensor.Name));
        Assert.Equal([2, 2], read[0].Shape);
        Assert.Equal([1, 2, 3, 4], read[0].Values);
        Assert.Equal([5], read[1].Values);
    }

    [Fact]
    public void Read_AnyTruncationOrOneByteMore_IsAFormatError()
    {
        byte[] file = Safetensors.Write(Two);
        for (int length = 0; length < file.Length; length++)
            Assert.Throws<FormatException>(() => Safetensors.Read(file.AsMemory(0, length)));
        Assert.Throws<FormatException>(() => Safetensors.Read((byte[])[.. file, 0]));
    }

    [Theory]
    [InlineData("""{"a":{"dtype":"F16","shape":[2],"data_offsets":[0,4]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2147483647,9],"data_offsets":[0,4]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":["1"],"data_offsets":[0,4]}}""")]
    [InlineData("""{"a":1}""")]
    [InlineData("""[1]""")]
    public void Read_HostileHeader_IsAFormatError(string header)
    {
        byte[] bytes = [.. BitConverter.GetBytes((long)header.Length), .. Encoding.UTF8.GetBytes(header), 0, 0, 0, 0];
        Assert.Throws<FormatException>(() => Safetensors.Read(bytes));
    }
}
