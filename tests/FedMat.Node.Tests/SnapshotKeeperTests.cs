using FedMat.Materials;
using FedMat.Protocol;
using FedMat.Storage.Node;

namespace FedMat.Node.Tests;

public sealed class SnapshotKeeperTests : IDisposable
{
    private const string Header = "composition,band_gap_eV\n";
    private const string HardnessHeader = "composition,band_gap_eV,hardness_HV\n";

    private const string WithHardness =
        """
        { "format": 2, "name": "gaps", "inputs": [ { "name": "composition", "kind": "composition" } ],
          "target": { "name": "band_gap_eV", "unit": "eV", "minimum": 0, "maximum": 14 },
          "auxiliary": [ { "name": "hardness_HV", "unit": "HV", "minimum": 0, "maximum": 2000 } ], "descriptors": "fractions/1" }
        """;

    private static readonly string[] Rows = ["GaAs,1.42", "InP,1.34", "Si,1.12", "Ge,0.66", "GaN,3.4"];
    private readonly TestConsortium consortium = new();
    private int studies;

    public void Dispose() => consortium.Dispose();

    [Fact]
    public async Task Number_OfTheSameRowsInAnotherOrder_Stays()
    {
        Assert.Equal((1, 1), (await NumberAsync(Rows), await NumberAsync([.. Rows.Reverse()])));
    }

    [Fact]
    public async Task Number_EnoughRowsChanged_Grows()
    {
        Assert.Equal(1, await NumberAsync(Rows, minimumCell: 2));
        Assert.Equal(2, await NumberAsync(["GaAs,1.43", "InP,1.35", .. Rows[2..]], minimumCell: 2));
        Assert.Equal(3, await NumberAsync(Rows[..3], minimumCell: 2));
    }

    [Fact]
    public async Task Number_TooFewRowsChanged_IsRefusedUntilTheyAreTakenBack()
    {
        Assert.Equal(1, await NumberAsync(Rows, minimumCell: 2));
        RefusedException refused = await Assert.ThrowsAsync<RefusedException>(() => NumberAsync(["GaAs,1.43", .. Rows[1..]], minimumCell: 2));
        Assert.Equal(RefusalCode.DataUnusable, refused.Refusal.Code);
        Assert.Contains("1 rows changed", refused.Refusal.Detail);
        Assert.Equal(1, await NumberAsync(Rows, minimumCell: 2));
    }

    [Theory]
    [InlineData("GaAs,1.42,900;InP,1.34,400;Si,1.12,")]
    [InlineData("GaAs,1.42,900;InP,1.34,;Si,1.12,;AlAs,,700")]
    [InlineData("GaAs,1.43,910;InP,1.35,;Si,1.13,")]
    public async Task Number_OneAuxiliaryValueChanged_IsRefused(string rows)
    {
        consortium.Write("contract.json", WithHardness);
        Assert.Equal(1, await NumberAsync(["GaAs,1.42,900", "InP,1.34,", "Si,1.12,"], minimumCell: 2, header: HardnessHeader));
        RefusedException refused = await Assert.ThrowsAsync<RefusedException>(
            () => NumberAsync(rows.Split(';'), minimumCell: 2, header: HardnessHeader));
        Assert.Contains("1 rows changed", refused.Refusal.Detail);
    }

    [Fact]
    public async Task Number_OneAuxiliaryValueMoreInASmallestCellOfOne_Grows()
    {
        consortium.Write("contract.json", WithHardness);
        Assert.Equal(1, await NumberAsync(["GaAs,1.42,900", "InP,1.34,"], header: HardnessHeader));
        Assert.Equal(2, await NumberAsync(["GaAs,1.42,900", "InP,1.34,400"], header: HardnessHeader));
        Assert.Equal(3, await NumberAsync(["GaAs,1.42,900", "InP,1.34,400", "AlAs,,700"], header: HardnessHeader));
    }

    [Fact]
    public async Task Number_OfOneStudyWithOtherRows_IsRefusedAndTheTableBeforeGoesOn()
    {
        Assert.Equal(1, await NumberAsync(Rows, study: 7));
        string[] others = ["GaAs,1.43", "InP,1.35", .. Rows[2..]];
        RefusedException refused = await Assert.ThrowsAsync<RefusedException>(() => NumberAsync(others, study: 7));
        Assert.Equal(RefusalCode.DataUnusable, refused.Refusal.Code);
        Assert.Equal(2, await NumberAsync(others));
        Assert.Equal(1, await NumberAsync(Rows, study: 7));
        Assert.Equal(2, Directory.GetFiles(Path.Combine(consortium.StateFolder, "snapshots")).Length);
    }

    [Fact]
    public async Task Number_GroupedByAnotherNumber_IsRefused()
    {
        await NumberAsync(Rows, minimumCell: 2);
        RefusedException refused = await Assert.ThrowsAsync<RefusedException>(() => NumberAsync(Rows, minimumCell: 1));
        Assert.Equal(RefusalCode.CellDiffers, refused.Refusal.Code);
    }

    [Fact]
    public async Task Prints_OnTheDisk_AreNotThoseOfAnotherKey()
    {
        await NumberAsync(Rows);
        byte[] own = await File.ReadAllBytesAsync(Assert.Single(Directory.GetFiles(Path.Combine(consortium.StateFolder, "snapshots"))));
        using Site site = await Site.OpenAsync(consortium.Options(), CancellationToken.None);
        Assert.NotEqual(own, RowPrinter.Of(await site.ReadDataAsync(CancellationToken.None), site.Contract, new byte[32]).ToBytes());
    }

    /// <param name="rows">The table.</param>
    /// <param name="minimumCell">Of the plan.</param>
    /// <param name="study">Which; another one each time where it is not given.</param>
    /// <param name="header">Of the table.</param>
    private async Task<int> NumberAsync(string[] rows, int minimumCell = 1, int? study = null, string header = Header)
    {
        Plan plan = consortium.Plan() with { MinimumCell = minimumCell, Seed = study ?? 100 + studies++ };
        consortium.Write("data.csv", header + string.Join('\n', rows) + "\n");
        using NodeParts parts = await NodeParts.OpenAsync(consortium.Options(), TimeProvider.System, default);
        Dataset data = await parts.Site.ReadDataAsync(CancellationToken.None);
        Outcome<SnapshotRecord> snapshot =
            await new SnapshotKeeper(consortium.StateFolder, parts.Site, parts.Store).UseAsync(plan, data, default);
        return snapshot.OrThrow().Number;
    }
}
