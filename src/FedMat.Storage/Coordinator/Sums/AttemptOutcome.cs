namespace FedMat.Storage.Coordinator;

/// <summary>What became of an attempt. The numbers are stored.</summary>
public enum AttemptOutcome
{
    /// <summary>Words are taken.</summary>
    UnderWay = 0,

    /// <summary>Its sum is a part of the model.</summary>
    Complete = 1,

    /// <summary>It came to nothing, and counts among the attempts that a plan allows.</summary>
    Failed = 2,

    /// <summary>Its number is used up, for a reason that no attempt can help.</summary>
    Spent = 3,

    /// <summary>Its sum is checked and told; members still have to accept it.</summary>
    AddedUp = 4,
}
