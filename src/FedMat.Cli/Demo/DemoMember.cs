using FedMat.Materials;

namespace FedMat.Cli.Demo;

/// <summary>A lab of the demo.</summary>
/// <param name="Name">As in the member column.</param>
/// <param name="Table">Its own rows as CSV: what its node reads.</param>
/// <param name="Train">The same rows as numbers, for the comparison with a model of its own.</param>
internal sealed record DemoMember(string Name, string Table, Dataset Train);
