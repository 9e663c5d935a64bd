namespace FedMat.Cli.Demo;

/// <summary>What a user can set.</summary>
/// <param name="Rounds">Training rounds.</param>
/// <param name="Seed">Of the study.</param>
/// <param name="Members">Labs that hold the sample data. A table of the user's says so itself.</param>
/// <param name="DataFile">A table with a member column, or null for the sample data.</param>
/// <param name="Keep">Where all of it stays, or null for a temporary folder.</param>
/// <param name="Json">One JSON document on standard output.</param>
/// <param name="Lose">The member whose node is lost for good in the middle of the training, or null.</param>
/// <param name="GoWithout">Whether the last sum, which waits for every member, is let go without the lost one.</param>
internal sealed record DemoOptions(
    int Rounds, long Seed, int Members, string? DataFile, string? Keep, bool Json, string? Lose, bool GoWithout);
