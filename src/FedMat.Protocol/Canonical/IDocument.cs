namespace FedMat.Protocol;

/// <summary>A noun that is signed as canonical JSON.</summary>
public interface IDocument
{
    /// <summary>Goes into the signed body, so that a signature on a roster never fits a plan.</summary>
    static abstract string Tag { get; }

    /// <exception cref="FormatException">A value breaks the document's own rules; the message names the key and the rule.</exception>
    void Validate();
}
