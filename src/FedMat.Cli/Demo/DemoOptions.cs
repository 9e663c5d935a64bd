namespace FedMat.Cli.Demo;

/// <summary>What a user can set.</summary>
/// <param name="Rounds">Training rounds.</param>
/// <param name="Seed">Of the study.</param>
/// <param name="DataFile">A table with a member column, or null for the sample data.</param>
/// <param name="Keep">Where all of it stays, or null for a temporary folder.</param>
/// <param name="Json">One JSON document on standard output.</param>
internal sealed record DemoOptions(int Rounds, long Seed, string? DataFile, string? Keep, bool Json);
