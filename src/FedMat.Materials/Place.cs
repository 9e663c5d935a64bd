namespace FedMat.Materials;

/// <summary>Where a value stands: file, line and column, as far as there are any.</summary>
internal readonly record struct Place(string? Source, int? Row, string Column)
{
    public InputException Error(string problem, string remedy) => new(problem, remedy, Source, Row, Column);
}
