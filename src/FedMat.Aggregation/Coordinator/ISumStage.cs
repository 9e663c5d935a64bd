using FedMat.Protocol;

namespace FedMat.Aggregation;

/// <summary>What every stage of the secure sum has at the coordinator: whom it waits for, whether it can be closed, and whom it found out.</summary>
public interface ISumStage
{
    /// <summary>Who is waited for, in the order of the ids' bytes.</summary>
    IReadOnlyList<MemberId> Missing { get; }

    /// <summary>Whether the protocol allows to go on.</summary>
    bool IsEnough { get; }

    /// <summary>Offences that were proved so far in this attempt.</summary>
    IReadOnlyList<Conviction> Convictions { get; }
}
