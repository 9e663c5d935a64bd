namespace FedMat.Node;

/// <summary>The steps of an attempt that have one answer.</summary>
internal enum TurnStep
{
    Adverts,
    Dealers,
    Inputs,
    Survivors,
    Unmask,
    Result,
}
