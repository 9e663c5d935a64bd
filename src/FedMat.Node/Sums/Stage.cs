namespace FedMat.Node;

/// <summary>The stages of the secure sum whose answers are promises, by the protocol's numbers.</summary>
internal enum Stage
{
    /// <summary>Part 0 is the dealing; part 1 + i opens the shares of the holder at position i.</summary>
    Share = 1,

    Mask = 2,

    Agree = 3,

    Unmask = 4,

    /// <summary>Part 0 are the tags, part 1 is the acceptance.</summary>
    Check = 5,
}
