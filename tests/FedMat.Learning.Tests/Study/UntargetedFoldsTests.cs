using System.Globalization;
using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Learning.Tests;

/// <summary>Every row with a target has a twin of the same sample that has only an auxiliary one.</summary>
public sealed class UntargetedFoldsTests
{
    private const int Rows = 60;

    private static readonly DataContract Contract = DataContract.Parse(
        """
        {"format":2,"name":"hardness","inputs":[
         {"name":"temperature_C","kind":"number","unit":"°C","minimum":0,"maximum":1000},
         {"name":"time_h","kind":"number","unit":"h","minimum":0,"maximum":10}],
         "target":{"name":"hardness_GPa","unit":"GPa","minimum":0,"maximum":20},
         "auxiliary":[{"name":"strength_MPa","unit":"MPa","minimum":0,"maximum":5000}],"descriptors":"elemental/1"}
        """, "test");

    [Theory]
    [InlineData(1, 0)]
    [InlineData(4, 0)]
    [InlineData(1, 2)]
    [InlineData(4, 2)]
    [InlineData(4, 6)]
    public void View_RowWithoutTarget_IsKeptFromTheModelThatItsTwinMeasures(int minimumCell, int paper)
    {
        Dataset data = Data(paper, sameInputs: paper == 0);
        MemberRows rows = Member(data, minimumCell);
        Assert.True(rows.Fold.Distinct().Count() > 1);
        for (int model = 0; model < 5; model++)
        {
            int[] learned = rows.View(0, model).Auxiliary;
            Assert.Equal(Enumerable.Range(0, Rows).Where(row => rows.Fold[row] != model), learned);
        }
    }

    [Fact]
    public void View_RowWithoutTargetOfAGroupOfItsOwn_IsInTheFoldOfItsName()
    {
        Dataset data = Data(paper: 2, sameInputs: false);
        Array.Fill(data.Untargeted!.Groups, "another paper");
        MemberRows rows = Member(data, minimumCell: 4);
        int fold = Folds.Of(Examples.Plan().Seed, "another paper", [], 5);
        Assert.All(Enumerable.Range(0, 5), model => Assert.Equal(model == fold ? 0 : Rows, rows.View(0, model).Auxiliary.Length));
    }

    private static MemberRows Member(Dataset data, int minimumCell)
    {
        Plan plan = Examples.Plan("""{"name":"neural","hidden":[4],"ranks":0,"models":5}""") with { MinimumCell = minimumCell, Contract = JsonText.Parse(Contract.ToJson()) };
        return new MemberRows(data, plan, StudySettings.Parse(plan), CancellationToken.None);
    }

    /// <param name="paper">Rows of one paper; 0 where nothing groups them.</param>
    /// <param name="sameInputs">Whether a twin has the inputs of its row; otherwise only the paper is the same.</param>
    private static Dataset Data(int paper, bool sameInputs)
    {
        string[] inputs = [.. Examples.Rows(2 * Rows, 5).Select(row => string.Join(',', row.Split(',')[..2]))];
        IEnumerable<string> rows = Enumerable.Range(0, Rows).SelectMany(
            row => (string[])[$"{inputs[row]},5,", string.Create(CultureInfo.InvariantCulture, $"{inputs[sameInputs ? row : row + Rows]},,{100 + row}")]);
        Dataset data = Dataset.Build(
            Table.Read(new StringReader("temperature_C,time_h,hardness_GPa,strength_MPa\n" + string.Join('\n', rows) + "\n"), "test"), Contract);
        for (int row = 0; row < Rows && paper > 0; row++)
            data.Groups[row] = data.Untargeted!.Groups[row] = $"paper {row / paper}";
        return data;
    }
}
