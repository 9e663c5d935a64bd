namespace NSec.Cryptography;

/// <summary>Holds a secret to its export policy.</summary>
internal sealed class ExportGate(KeyExportPolicies policy)
{
    private bool _exported;

    public KeyExportPolicies Policy { get; } = policy;

    public void Check()
    {
        if (Policy.HasFlag(KeyExportPolicies.AllowPlaintextExport))
            return;
        if (!Policy.HasFlag(KeyExportPolicies.AllowPlaintextArchiving))
            throw new InvalidOperationException("The key was made without leave to export it.");
        if (_exported)
            throw new InvalidOperationException("The key may be exported only once, and was.");
    }

    public void MarkExported() => _exported = true;
}
