namespace FedMat.Learning;

/// <summary>What a study knows between two sums. Public; nothing in it is any single member's.</summary>
/// <param name="Phase">What is summed next.</param>
/// <param name="Survey">Null before the first sum.</param>
/// <param name="Grid">The cells of the next count, while bins are sought.</param>
/// <param name="Count">Counts done.</param>
/// <param name="Preparation">Null until survey and bins are there.</param>
/// <param name="Candidate">Whose models are being fitted.</param>
/// <param name="Fits">Of each candidate that was begun, the state of each of its models.</param>
/// <param name="Scores">Null before they are summed.</param>
/// <param name="Calibration">Null before it is summed.</param>
internal sealed record StudyState(
    StudyPhase Phase,
    Survey? Survey,
    BinGrid? Grid,
    int Count,
    Preparation? Preparation,
    int Candidate,
    IReadOnlyList<FitState[]> Fits,
    Scores? Scores,
    Calibration? Calibration)
{
    public static StudyState First { get; } = new(StudyPhase.Survey, null, null, 0, null, 0, [], null, null);

    /// <summary>The preparation, which is there from the first fit on.</summary>
    public Preparation Prepared => Preparation ?? throw new InvalidOperationException("nothing is fitted before the rows are surveyed");
}
