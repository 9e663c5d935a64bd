using FedMat.Protocol;

namespace FedMat.Aggregation.Tests;

/// <summary>
/// What a node goes by where its safety hangs on it. The real rules are those of the product; a test weakens one, by feeding the product
/// something else than the node has, to see that the exploration finds out.
/// </summary>
internal sealed record NodeRules
{
    public static NodeRules Real { get; } = new();

    /// <summary>What the node remembers of an attempt when it is asked for an answer.</summary>
    public Func<AttemptPromises, AttemptPromises> Remembered { get; init; } = promises => promises;

    /// <summary>What the node remembers of it when it is asked to close it.</summary>
    public Func<AttemptPromises, AttemptPromises> RememberedAtClosing { get; init; } = promises => promises;

    /// <summary>What the node knows of earlier sums.</summary>
    public Func<SumLedger, SumLedger> Ledger { get; init; } = ledger => ledger;

    /// <summary>What is shown to the node at stage 4.</summary>
    public Func<ExploredSetup, UnmaskRequest, UnmaskRequest> Request { get; init; } = (_, request) => request;

    /// <summary>What is shown to the node as a close certificate.</summary>
    public Func<ExploredSetup, CloseCertificate, CloseCertificate> Certificate { get; init; } = (_, certificate) => certificate;
}
