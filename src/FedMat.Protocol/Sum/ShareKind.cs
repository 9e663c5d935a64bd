namespace FedMat.Protocol;

/// <summary>Of which secret a share is. Nobody gives out both kinds of one member.</summary>
public enum ShareKind
{
    /// <summary>"b": of the self-mask secret; asked for when the member survived.</summary>
    SelfMask,

    /// <summary>"s": of the mask key; asked for when the member was lost.</summary>
    MaskKey,
}
