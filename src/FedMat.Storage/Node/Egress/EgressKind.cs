namespace FedMat.Storage.Node;

/// <summary>The kinds of the egress ledger's lines.</summary>
public static class EgressKind
{
    /// <summary>A masked vector.</summary>
    public const string Vector = "vector";

    /// <summary>The coordinator's signed receipt for one: a line of its own, since it comes later.</summary>
    public const string Receipt = "receipt";

    /// <summary>A signed word of a secure sum.</summary>
    public const string Word = "word";

    /// <summary>A signed answer to a plan: a consent, a refusal, a withdrawal.</summary>
    public const string Answer = "answer";

    /// <summary>A signed word for a member's key.</summary>
    public const string Vouch = "vouch";

    /// <summary>A signed request to be enrolled.</summary>
    public const string Join = "join";

    /// <summary>A signed departure.</summary>
    public const string Leave = "leave";
}
