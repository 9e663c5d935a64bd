namespace FedMat.Materials;

/// <summary>Why a text is no composition.</summary>
/// <param name="Problem">What is wrong, with the character that is and its place, without a full stop.</param>
/// <param name="Remedy">What to do, one sentence.</param>
/// <param name="Position">The place of the character, from 1, in UTF-16 units; null where no single one is wrong.</param>
public sealed record FormulaProblem(string Problem, string Remedy, int? Position);
