using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Learning;

/// <summary>What a fitter starts from.</summary>
/// <param name="Plan">Rounds, members and weights.</param>
/// <param name="Contract">What inputs and target mean.</param>
/// <param name="Preparation">What the members' rows look like in sum.</param>
/// <param name="Seed">All that this model draws without its being secret is drawn from it.</param>
/// <param name="Trainer">Of networks; null where nobody trains.</param>
internal sealed record FitContext(Plan Plan, DataContract Contract, Preparation Preparation, long Seed, ILocalTrainer? Trainer);
