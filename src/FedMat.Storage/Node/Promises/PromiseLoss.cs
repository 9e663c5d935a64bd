namespace FedMat.Storage.Node;

/// <summary>What a node has promised and its store does not show.</summary>
/// <param name="Restored">
/// Set for good when the database is or was an older copy: the mark up to which it lacks promises. The notes in the key file say which.
/// </param>
/// <param name="IsUnknown">Whether a key file was lost: what was promised up to <paramref name="Restored"/> nobody can say.</param>
/// <param name="IsIdentitySpent">Whether that was promised under the present identity key, so that this key can promise nothing more.</param>
internal sealed record PromiseLoss(long? Restored, bool IsUnknown, bool IsIdentitySpent);
