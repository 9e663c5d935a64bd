namespace FedMat.Coordinator.Sums;

/// <summary>What is known of a study's sums when its coordinator starts.</summary>
/// <param name="Position">How far the study has come.</param>
/// <param name="Attempts">Those that go on.</param>
/// <param name="Participants">Who is asked.</param>
/// <param name="Notices">What everybody is told.</param>
/// <param name="Highest">The highest number of an attempt at the next sum; 0 for none.</param>
/// <param name="Failed">How many of them have failed.</param>
/// <param name="IsAheadMade">Whether the setup of the sum after that was made, whatever became of it.</param>
internal sealed record SumHistory(
    StudyPosition Position, OpenAttempts Attempts, Participants Participants, StudyNotices Notices, int Highest, int Failed, bool IsAheadMade);
