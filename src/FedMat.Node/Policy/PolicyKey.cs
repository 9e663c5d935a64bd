namespace FedMat.Node;

/// <summary>What a key of a policy file takes.</summary>
public enum PolicyKeyKind
{
    Text,
    Number,
    Date,
    Answer,
    Rules,
    Names,
    Hours,
}

/// <summary>A key of a policy file, as it stands in the schema.</summary>
/// <param name="Name">The key.</param>
/// <param name="Kind">What it takes.</param>
/// <param name="Least">Of a number.</param>
/// <param name="Most">Of a number.</param>
public sealed record PolicyKey(string Name, PolicyKeyKind Kind, long Least = 0, long Most = 0)
{
    /// <summary>All of them, in the order of the schema.</summary>
    public static IReadOnlyList<PolicyKey> All { get; } =
    [
        new("$schema", PolicyKeyKind.Text),
        new("name", PolicyKeyKind.Text),
        new("otherwise", PolicyKeyKind.Answer),
        new("askWhen", PolicyKeyKind.Rules),
        new("properties", PolicyKeyKind.Names),
        new("learners", PolicyKeyKind.Names),
        new("minimumMembers", PolicyKeyKind.Number, 2, 10_000),
        new("minimumCell", PolicyKeyKind.Number, 1, 100_000),
        new("minimumKnownMembers", PolicyKeyKind.Number, 1, 10_000),
        new("vouchesNeeded", PolicyKeyKind.Number, 1, 100),
        new("with", PolicyKeyKind.Names),
        new("neverWith", PolicyKeyKind.Names),
        new("maximumRounds", PolicyKeyKind.Number, 1, 100_000),
        new("roundsPerDay", PolicyKeyKind.Number, 1, 1_000_000),
        new("bytesPerDay", PolicyKeyKind.Number, 1, 1L << 50),
        new("hours", PolicyKeyKind.Hours),
        new("expires", PolicyKeyKind.Date),
        new("consentDays", PolicyKeyKind.Number, 1, 3650),
    ];

    /// <summary>The rules that <c>askWhen</c> may name: who a member is known by is never a matter of one study.</summary>
    public static IReadOnlyList<string> Askable { get; } =
        ["properties", "learners", "minimumMembers", "minimumCell", "with", "neverWith", "maximumRounds"];
}
