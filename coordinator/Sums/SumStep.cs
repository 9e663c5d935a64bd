namespace FedMat.Coordinator.Sums;

/// <summary>Where an attempt at a sum stands, by what the coordinator waits for; in the order of the protocol's stages.</summary>
internal enum SumStep
{
    /// <summary>Stage 0: fresh keys.</summary>
    Adverts,

    /// <summary>Stage 1: shares of everybody's secrets.</summary>
    Deals,

    /// <summary>Stage 1: the word of holders that their shares are good.</summary>
    Holdings,

    /// <summary>Stage 2: masked vectors.</summary>
    Inputs,

    /// <summary>Stage 3: agreement to the list of survivors.</summary>
    Agreements,

    /// <summary>Stage 4: shares that open the sum.</summary>
    Answers,

    /// <summary>The coordinator takes the masks off.</summary>
    Opening,

    /// <summary>Stage 5a: tags of the sum.</summary>
    Tags,

    /// <summary>The coordinator adds the tags up and computes the next state.</summary>
    Checking,

    /// <summary>Stage 5b: acceptance of the next state.</summary>
    Acceptances,

    /// <summary>The attempt was given up: members' word that they never open it.</summary>
    Closings,
}
