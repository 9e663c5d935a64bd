using FedMat.Protocol;
using FedMat.Storage.Agreements;

namespace FedMat.Node;

/// <summary>
/// A node's own rules about studies, whatever the coordinator says. A plan that breaks one is refused, or put before a person where
/// <see cref="AskWhen"/> names the rule; what breaks none gets the answer of <see cref="Otherwise"/>. The empty policy is the built-in one.
/// </summary>
public sealed record NodePolicy
{
    /// <summary>Where a node's settings name no policy file: everything is asked.</summary>
    public static NodePolicy BuiltIn { get; } = new();

    /// <summary>The file that it was read from; null for the built-in one.</summary>
    public string? File { get; init; }

    /// <summary>For people.</summary>
    public string Name { get; init; } = "built-in";

    /// <summary>The answer to a plan that breaks no rule.</summary>
    public PolicyAnswer Otherwise { get; init; } = PolicyAnswer.Ask;

    /// <summary>Rules whose breach is put before a person.</summary>
    public IReadOnlySet<string> AskWhen { get; init; } = new HashSet<string>();

    /// <summary>Target columns that may be learned; null for any.</summary>
    public IReadOnlyList<string>? Properties { get; init; }

    /// <summary>Learners by the name in a plan; null for any.</summary>
    public IReadOnlyList<string>? Learners { get; init; }

    /// <summary>Every sum covers at least so many honest members.</summary>
    public int MinimumMembers { get; init; } = 2;

    /// <summary>Nothing exact is summed over fewer rows of this node.</summary>
    public int MinimumCell { get; init; } = 3;

    /// <summary>Every sum covers at least so many members that are known here, this node counted.</summary>
    public int MinimumKnownMembers { get; init; } = 3;

    /// <summary>So many confirmed members that vouch make another one known.</summary>
    public int VouchesNeeded { get; init; } = 2;

    /// <summary>Names of members that must take part, and be known here.</summary>
    public IReadOnlyList<string> With { get; init; } = [];

    /// <summary>Names of members with whom this node takes no part.</summary>
    public IReadOnlyList<string> NeverWith { get; init; } = [];

    /// <summary>Training rounds of a plan; null for any number.</summary>
    public int? MaximumRounds { get; init; }

    /// <summary>Rounds for which masked vectors may leave within 24 hours, of all studies; null for any number.</summary>
    public int? RoundsPerDay { get; init; }

    /// <summary>Bytes of masked vectors that may leave within 24 hours, of all studies; null for any number.</summary>
    public long? BytesPerDay { get; init; }

    /// <summary>When this node contributes; empty for always.</summary>
    public IReadOnlyList<PolicyHours> Hours { get; init; } = [];

    /// <summary>From then on the policy allows nothing by itself; null for never.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>How long a consent lasts where nobody says otherwise.</summary>
    public int ConsentDays { get; init; } = 90;

    /// <summary>How a policy compares members' names.</summary>
    internal static StringComparer Names => StringComparer.OrdinalIgnoreCase;

    /// <summary>The members that 'with' and 'neverWith' name and a roster does not have: misspelled, or not enrolled.</summary>
    public IReadOnlyList<string> NamesNotIn(Roster roster)
    {
        ArgumentNullException.ThrowIfNull(roster);
        return [.. With.Concat(NeverWith).Except(roster.Members.Select(member => member.Name), Names)];
    }

    /// <summary>Reads the file of the setting 'policyFile', or takes the built-in policy.</summary>
    /// <exception cref="RefusedException">FM504: it cannot be read. FM509: it breaks its schema; says where.</exception>
    public static NodePolicy Read(NodeOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.PolicyFile is { } file ? PolicyReader.Read(System.Text.Encoding.UTF8.GetBytes(SiteFile.ReadText(file, "policyFile")), file) : BuiltIn;
    }
}
