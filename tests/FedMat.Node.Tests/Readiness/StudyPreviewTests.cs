using FedMat.Protocol;

namespace FedMat.Node.Tests;

public sealed class StudyPreviewTests : IDisposable
{
    private readonly TestConsortium consortium = new();

    public void Dispose() => consortium.Dispose();

    [Fact]
    public async Task First_IsTheSurveyOfTheRowsAsTheyAre()
    {
        Plan plan = consortium.Plan() with { Learner = JsonText.Parse("""{"name":"ridge"}""") };

        VectorPreview preview = await StudyPreview.FirstAsync(consortium.Options(), plan, CancellationToken.None);

        Assert.Equal(("survey", 5), (preview.Phase, preview.Rows));
        Assert.Equal(preview.Numbers, preview.Blocks.Sum(block => block.Values.Count));
        BlockPreview rows = preview.Blocks.Single(block => block.Name == "rows");
        Assert.Equal([5.0], rows.Values);
    }

    [Fact]
    public async Task First_OfElements_SaysHowManyRowsStandBehindEach()
    {
        VectorPreview preview = await StudyPreview.FirstAsync(consortium.Options(), consortium.Plan(), CancellationToken.None);

        // GaAs, InP, Si, Ge, GaN.
        BlockPreview elements = preview.Blocks.Single(block => block.Name == "elements");
        Assert.Equal(7, elements.Filled);
        Assert.Equal(1, elements.FewestRows);
        Assert.Equal(("Ga", 2), (elements.LabelOf(31), elements.Rows[31]));
    }
}
