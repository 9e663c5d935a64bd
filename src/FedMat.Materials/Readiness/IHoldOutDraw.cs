namespace FedMat.Materials;

/// <summary>How a plan's learner would draw its hold-out from the rows, which is known once it has seen all of them.</summary>
public interface IHoldOutDraw
{
    /// <summary>Takes the next row that a study uses.</summary>
    void Take(Record inputs);

    /// <summary>Which of the rows taken are kept from training; null where that cannot be said.</summary>
    bool[]? Held();
}
