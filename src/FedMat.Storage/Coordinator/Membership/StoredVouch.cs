using FedMat.Protocol;

namespace FedMat.Storage.Coordinator;

/// <summary>A vouch as it was taken.</summary>
/// <param name="Number">Rises from vouch to vouch; a newer one for the same gets a new number.</param>
/// <param name="Vouch">Under the signature that its voucher had then.</param>
public sealed record StoredVouch(long Number, Signed<Vouch> Vouch);
