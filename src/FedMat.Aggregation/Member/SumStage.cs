namespace FedMat.Aggregation;

/// <summary>The stages that a node answers once in a setup.</summary>
public enum SumStage
{
    /// <summary>1: the request is U1, by its hash.</summary>
    Deal,

    /// <summary>2: the request is U2, model state and question, by the session.</summary>
    Mask,

    /// <summary>3: the request is U3 with its digests, by the hash that is agreed to.</summary>
    Agree,

    /// <summary>4: the same request as at stage 3; the signatures shown do not make it another.</summary>
    Unmask,

    /// <summary>5a: the request is S, by its hash.</summary>
    Check,
}
