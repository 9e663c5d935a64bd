namespace FedMat.Node;

/// <summary>What a new member says about its site when it joins; it goes into its settings file.</summary>
/// <param name="PassphraseFile">Holds what its private keys are sealed with; null for the environment's passphrase, or for none.</param>
/// <param name="Proxy">http://host:port, or "environment"; null for none.</param>
/// <param name="ProxyCredentialsFile">user:password; null for none.</param>
public sealed record JoinSettings(string? PassphraseFile = null, string? Proxy = null, string? ProxyCredentialsFile = null);
