using FedMat.Protocol;

namespace FedMat.Client;

/// <summary>A release whose every signature and hash holds.</summary>
/// <param name="Manifest">What it is.</param>
/// <param name="Roster">Who the consortium was.</param>
/// <param name="Plan">What was asked for.</param>
/// <param name="State">The learner's final state.</param>
public sealed record VerifiedRelease(ReleaseManifest Manifest, Roster Roster, Plan Plan, ModelState State)
{
    /// <summary>What the model is, for people, as Markdown; empty where the bundle has no card.</summary>
    public string Card { get; init; } = "";
}
