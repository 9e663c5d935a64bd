using FedMat.Materials;

namespace FedMat.Node.Tests;

public sealed class StudyRecordsTests : IDisposable
{
    private const string Header = "formula,temperature_C,route,paper,split,band_gap_eV\n";
    private readonly ImportFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Records_AreTheRowsOfTheTableToTheLastBit()
    {
        const string Text = Header + "Al0.1Ga0.9As,25.1,cast,A,train,1.5424\nZnO,,,A,train,3.3\nNa0.333333333333333333Cl,1e-3,rolled,B,train,8.5\n";
        await folder.ImportAsync("gaps.csv", Text);
        Dataset table = Dataset.Build(Table.Read(new StringReader(Text), "gaps.csv"), folder.Contract);

        Dataset records = await StudyRecords.ReadAsync(folder.State, folder.Contract, CancellationToken.None);

        Assert.Equal(table.X, records.X);
        Assert.Equal(table.Y, records.Y);
        Assert.Equal(table.Lines, records.Lines);
    }

    [Fact]
    public async Task Records_ThatNoLearnerCanUse_AreLeftOut()
    {
        await folder.ImportAsync("gaps.csv", Header + "NaCl,25,cast,A,train,8.5\nZnO,25,cast,A,test,3.3\nC,25,cast,A,train,>5 eV\n");

        Dataset records = await StudyRecords.ReadAsync(folder.State, folder.Contract, CancellationToken.None);

        Assert.Equal([8.5, 5], records.Y);
        Assert.Equal([Censoring.None, Censoring.Above], records.Bounds);
    }

    [Fact]
    public async Task Records_OfAnotherContract_AreRefusedNamingTheImport()
    {
        await folder.ImportAsync("gaps.csv", Header + "NaCl,25,cast,A,train,8.5\n");
        DataContract other = DataContract.Parse(ImportFolder.ContractText.Replace("\"maximum\": 20", "\"maximum\": 30"), "contract.json");

        InputException refused =
            await Assert.ThrowsAsync<InputException>(() => StudyRecords.ReadAsync(folder.State, other, CancellationToken.None));

        Assert.Contains("import 1 (gaps.csv)", refused.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Folder_WithoutRecords_SaysHowToImport()
    {
        InputException refused =
            await Assert.ThrowsAsync<InputException>(() => StudyRecords.ReadAsync(folder.State, folder.Contract, CancellationToken.None));

        Assert.Contains("fedmat node import", refused.Remedy, StringComparison.Ordinal);
    }
}
