namespace FedMat.Materials;

/// <summary>How a plan's learner would draw its hold-out from the rows, which is known once it has seen all of them.</summary>
public interface IHoldOutDraw
{
    /// <summary>Takes the next row that a study uses.</summary>
    /// <param name="inputs">Its inputs.</param>
    /// <param name="groups">What groups it, in the order of the contract's groups.</param>
    void Take(Record inputs, IReadOnlyList<string?> groups);

    /// <summary>Which of the rows taken are kept from training; null where that cannot be said.</summary>
    bool[]? Held();
}
