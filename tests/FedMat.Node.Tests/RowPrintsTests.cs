using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using FedMat.Crypto;
using FedMat.Materials;

namespace FedMat.Node.Tests;

public sealed class RowPrintsTests
{
    private const string Header = "composition,yield_MPa,hardness_HV,modulus_MPa\n";
    private const string Table = "Fe,500,210,\nNi,300,,9\nCr,700,150,\nCu,,90,\nAg,,100,8\n";
    private static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    private static readonly DataContract Contract = DataContract.Parse(
        """
        {"format":2,"name":"alloys","inputs":[{"name":"composition","kind":"composition"}],
        "target":{"name":"yield_MPa","unit":"MPa","minimum":0,"maximum":4000},
        "auxiliary":[{"name":"hardness_HV","unit":"HV","minimum":0,"maximum":2000},{"name":"modulus_MPa","unit":"MPa","minimum":0,"maximum":500000}],
        "descriptors":"fractions/1"}
        """, "alloys.json");

    /// <summary>Snapshots of before stay those of their rows.</summary>
    [Fact]
    public void Prints_OfRowsWithTargetsAlone_AreOneForEachRow()
    {
        Dataset data = Read("Fe,500,,\nNi,300,,\n");
        byte[] expected = Plain(data);
        Assert.Equal(expected, RowPrinter.Of(data, Contract, Key).ToBytes());
        Assert.Equal(Digest.Of(expected), RowPrinter.Of(data, Contract, Key).Hash);
    }

    [Fact]
    public void Hash_OfRowsOfWhichSomeAreBounds_IsOfTheSamePrints()
    {
        Dataset data = Read("Fe,500,,\nNi,300,,\nCr,700,,\n");
        data.Bounds[1] = Censoring.Below;
        RowPrints rows = RowPrinter.Of(data, Contract, Key);
        Assert.Equal(Digest.Of(Plain(data)), rows.Hash);
        Assert.Equal(3, rows.Count);
    }

    [Theory]
    [InlineData("Fe,500,210,\nNi,300,,9\nCr,700,150,\nCu,,90,\nAg,,100,8\nAu,,80,\n", 1)]
    [InlineData("Fe,500,210,\nNi,300,170,9\nCr,700,150,\nCu,,90,\nAg,,100,8\n", 1)]
    [InlineData("Fe,500,210,\nNi,300,,\nCr,700,150,\nCu,,90,\nAg,,100,8\n", 1)]
    [InlineData("Fe,501,210,\nNi,301,,9\nCr,701,150,\nCu,,91,\nAg,,100,8\n", 1)]
    [InlineData("Fe,501,210,\nNi,301,,9\nCr,701,150,\nCu,,90,\nAg,,100,8\n", 3)]
    [InlineData("Fe,500,211,\nNi,300,,9\nCr,700,151,\nCu,,90,\nAg,,100,8\n", 2)]
    [InlineData("Ag,,100,8\nCr,700,150,\nFe,500,210,\nCu,,90,\nNi,300,,9\n", 0)]
    public void ChangedSince_OfATableWithAuxiliaryTargets_IsOfTheKindWithTheFewest(string table, int changed)
    {
        (RowPrints before, RowPrints after) = (RowPrinter.Of(Read(Table), Contract, Key), RowPrinter.Of(Read(table), Contract, Key));
        Assert.Equal(changed, after.ChangedSince(before));
        Assert.Equal(changed == 0, before.Hash == after.Hash);
    }

    [Fact]
    public void ChangedSince_BoundThatBecomesAValue_CountsForBoth()
    {
        Dataset data = Read(Table);
        data.Bounds[0] = Censoring.Above;
        RowPrints before = RowPrinter.Of(data, Contract, Key);
        data.Bounds[0] = Censoring.None;
        (data.Y[1], data.Y[2]) = (1, 2);
        Assert.Equal(1, RowPrinter.Of(data, Contract, Key).ChangedSince(before));
    }

    /// <summary>Bounds enter no exact sum, nor do their auxiliary values.</summary>
    [Fact]
    public void ChangedSince_BoundsThatBecomeValues_CountTheirAuxiliaryValues()
    {
        Dataset data = Read(Table);
        Array.Fill(data.Bounds, Censoring.Above);
        RowPrints before = RowPrinter.Of(data, Contract, Key);
        Array.Fill(data.Bounds, Censoring.None);
        Assert.Equal(1, RowPrinter.Of(data, Contract, Key).ChangedSince(before));
    }

    [Fact]
    public void Parse_OfWhatWasWritten_IsTheSame()
    {
        Dataset data = Read(Table);
        data.Bounds[0] = Censoring.Above;
        RowPrints rows = RowPrinter.Of(data, Contract, Key);
        RowPrints read = RowPrints.Parse(rows.ToBytes());
        Assert.Equal((rows.Hash, rows.Count, 0), (read.Hash, read.Count, rows.ChangedSince(read)));
    }

    [Fact]
    public void ChangedSince_NumberOfRowsAlone_SaysNothingOfOtherKinds()
    {
        Assert.Equal(0, RowPrinter.Of(Read(Table), Contract, Key).ChangedSince(20));
        Assert.Equal(18, RowPrinter.Of(Read("Fe,500,,\nNi,300,,\n"), Contract, Key).ChangedSince(20));
    }

    private static Dataset Read(string rows) => Dataset.Build(FedMat.Materials.Table.Read(new StringReader(Header + rows), "a table"), Contract);

    private static byte[] Plain(Dataset data) =>
        [.. Enumerable.Range(0, data.Rows).Select(row => Plain(data, row)).OrderBy(Convert.ToHexString, StringComparer.Ordinal).SelectMany(print => print)];

    private static byte[] Plain(Dataset data, int row)
    {
        byte[] numbers = new byte[16];
        BinaryPrimitives.WriteDoubleLittleEndian(numbers, data.Y[row]);
        BinaryPrimitives.WriteDoubleLittleEndian(numbers.AsSpan(8), data.Weights[row]);
        byte[] bytes =
        [
            .. MemoryMarshal.AsBytes(data.X.AsSpan(row * data.Inputs, data.Inputs)), .. numbers, (byte)data.Bounds[row],
            .. SHA256.HashData(Encoding.UTF8.GetBytes(data.Groups[row] ?? "")),
        ];
        return HMACSHA256.HashData(Key, bytes);
    }
}
