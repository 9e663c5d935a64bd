namespace FedMat.Materials;

/// <summary>One sample as a contract describes it, without the target.</summary>
/// <param name="Values">One for each input of the contract, in its order.</param>
public sealed record Record(IReadOnlyList<RecordValue> Values);
