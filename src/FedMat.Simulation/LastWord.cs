namespace FedMat.Simulation;

/// <summary>The last thing that a member says in an attempt before it is lost.</summary>
public enum LastWord
{
    /// <summary>It never says anything.</summary>
    None,

    /// <summary>Its public keys.</summary>
    Advert,

    /// <summary>Its shares.</summary>
    Dealing,

    /// <summary>That it holds the others' shares.</summary>
    Holding,

    /// <summary>Its masked vector, which is in the sum.</summary>
    Input,

    /// <summary>That it agrees to the survivors.</summary>
    Agreement,

    /// <summary>Its answer to the unmask request.</summary>
    Answer,

    /// <summary>Its tags.</summary>
    Tags,
}
