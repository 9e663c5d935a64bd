namespace FedMat.Materials;

/// <summary>How a composition is read from one column for each element, headed by its symbol.</summary>
/// <param name="Unit">Of every amount, after conversion: wt% or at%.</param>
/// <param name="Balance">The element that makes up the rest to 100, or null where every element has a column.</param>
public sealed record ElementColumns(string Unit, Element? Balance);
