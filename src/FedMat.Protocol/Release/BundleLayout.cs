namespace FedMat.Protocol;

/// <summary>The names of the files in a bundle (`*.fedmat`, a zip).</summary>
public static class BundleLayout
{
    public const string Extension = ".fedmat";

    /// <summary>The signed manifest. Everything else is named in it.</summary>
    public const string Manifest = "manifest.json";

    /// <summary>The signed roster that names the coordinator's key.</summary>
    public const string Roster = "roster.json";

    /// <summary>The plan under its proposer's signature; it holds the data contract.</summary>
    public const string Plan = "plan.json";

    /// <summary>The learner's final state: what the manifest's state hash is of.</summary>
    public const string State = "state.bin";

    /// <summary>The weights as safetensors, for other programs.</summary>
    public const string Weights = "model.safetensors";

    /// <summary>What the model is, for people.</summary>
    public const string Card = "card.md";
}
