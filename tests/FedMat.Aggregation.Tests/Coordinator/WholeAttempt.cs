using FedMat.Protocol;

namespace FedMat.Aggregation.Tests;

/// <summary>
/// An attempt in which everybody has said every word. Each stage of it can be begun again from the one before, to hear some words and not others.
/// </summary>
internal sealed class WholeAttempt
{
    private readonly UnmaskStage answers;
    private readonly SumRecovery recovery;
    private readonly RingVector sum;

    /// <param name="consortium">Everybody in the plan takes part.</param>
    /// <param name="terms">Of an attempt of theirs.</param>
    public WholeAttempt(Consortium consortium, SumTerms terms)
    {
        Drill = Drill.At(consortium, terms);
        Rest = new HonestRest(Drill);
        Adverts = AdvertsOf(Enumerable.Range(0, consortium.Ids.Count));
        Deals = Adverts.Close();
        Holdings = Drill.Deal(Deals);
        Inputs = Drill.Hold(Holdings);
        Agreements = Drill.Mask(Inputs);
        answers = Drill.Agree(Agreements);
        recovery = Drill.Unmask(answers);
        sum = Drill.Sum(recovery);
        Drill.Check(recovery, sum);
    }

    public Drill Drill { get; }

    public HonestRest Rest { get; }

    /// <summary>With all adverts; the same for the stages below, each with all its words.</summary>
    public AdvertStage Adverts { get; }

    public DealStage Deals { get; }

    public HoldStage Holdings { get; }

    public InputStage Inputs { get; }

    public AgreeStage Agreements { get; }

    /// <summary>Without tags.</summary>
    public CheckStage Check() => recovery.Check(sum, 1);

    /// <param name="places">Who advertises.</param>
    public AdvertStage AdvertsOf(IEnumerable<int> places) =>
        HonestRest.Heard(Drill.Begin(), places.Select(place => Drill.Advertised[Drill.Id(place)].Message), (stage, word) => stage.Take(word));

    /// <param name="places">Who signs tags.</param>
    public CheckStage TagsOf(IEnumerable<int> places) =>
        HonestRest.Heard(Check(), places.Select(place => Drill.Checked[Drill.Id(place)].Message), (stage, word) => stage.Take(word));
}
