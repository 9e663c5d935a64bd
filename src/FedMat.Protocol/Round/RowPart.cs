namespace FedMat.Protocol;

/// <summary>A part of a member's rows.</summary>
public enum RowPart
{
    /// <summary>Those that models are fitted to.</summary>
    Training,

    /// <summary>Those that are kept back to measure models.</summary>
    HoldOut,
}
