namespace FedMat.Protocol;

/// <summary>A body of the secure sum (protocol.md, "Encoding"): tag, setup or session, signer, fields.</summary>
/// <typeparam name="T">The message itself.</typeparam>
public interface ISumMessage<T>
    where T : class, ISumMessage<T>
{
    /// <summary>The tag of the stage: a signature on one kind of body never fits another.</summary>
    static abstract string Tag { get; }

    /// <summary>Reads the fields after the tag.</summary>
    /// <exception cref="FormatException">They are not those of this message.</exception>
    static abstract T Read(ref CanonicalReader reader);

    /// <summary>Writes the fields after the tag.</summary>
    void Write(CanonicalWriter writer);
}
