using System.Text.Json.Serialization;

namespace FedMat.Protocol;

/// <summary>
/// What is to be learned, by whom and how. The SHA-256 of its canonical bytes is the study's identifier and what members
/// approve: a changed plan is a new plan.
/// </summary>
/// <param name="Format">The version of this document's shape.</param>
/// <param name="Name">What people call the study.</param>
/// <param name="Purpose">Why it is done, in a sentence.</param>
/// <param name="Consortium">Whose members take part.</param>
/// <param name="Proposer">The administrator who signed the plan.</param>
/// <param name="Members">The members that take part, a subset of the roster.</param>
/// <param name="MinimumMembers">Every sum covers at least so many honest members, at least 2; see <see cref="Protocol.Thresholds"/>.</param>
/// <param name="Contract">The data contract (FedMat.Materials).</param>
/// <param name="Learner">The learner's name and settings (FedMat.Learning).</param>
/// <param name="Rounds">How many training rounds at the most, at least 1.</param>
/// <param name="Seed">All that is drawn without being secret is drawn from it. At most 2^53.</param>
/// <param name="HoldOutFraction">The part of each member's rows that is kept from training to measure the model, in (0, 0.5].</param>
/// <param name="MinimumRows">A member with fewer rows takes no part.</param>
/// <param name="MinimumCell">
/// Nothing exact is summed over fewer of a member's rows: it groups so many of its nearest rows and gives them the inputs of their group.
/// 1 leaves the rows as they are.
/// </param>
/// <param name="MaximumWeight">A member's rows count up to this number. It bounds a member's share of the model.</param>
/// <param name="Contribute">Quorum, deadline and grace of a round.</param>
/// <param name="Release">Licence, users and end of what is published.</param>
public sealed record Plan(
    int Format,
    string Name,
    string Purpose,
    ConsortiumId Consortium,
    MemberId Proposer,
    IReadOnlyList<MemberId> Members,
    int MinimumMembers,
    JsonText Contract,
    JsonText Learner,
    int Rounds,
    long Seed,
    double HoldOutFraction,
    int MinimumRows,
    int MinimumCell,
    int MaximumWeight,
    StageLimits Contribute,
    ReleaseTerms Release) : IDocument
{
    public const int CurrentFormat = 2;

    /// <summary>With two members each learns the other's sum.</summary>
    public const int FewestMembers = 3;

    public static string Tag => "fedmat.plan.v1";

    /// <summary>SHA-256 of the canonical bytes.</summary>
    [JsonIgnore]
    public StudyId Id => new(Crypto.Digest.Of(CanonicalJson.Write(this)));

    /// <summary>How many members a sum of this plan needs.</summary>
    [JsonIgnore]
    public Thresholds Thresholds => new(Members.Count, MinimumMembers);

    public void Validate()
    {
        Require(Format == CurrentFormat, "format", $"is {CurrentFormat} in this version");
        Require(!string.IsNullOrWhiteSpace(Name) && Name.Length <= 100, "name", "has 1 to 100 characters");
        Require(Members.Count >= FewestMembers, "members", $"names at least {FewestMembers}; with two, each would learn the other's sum");
        Require(Members.Distinct().Count() == Members.Count, "members", "names nobody twice");
        Require(
            MinimumMembers >= 2 && MinimumMembers <= Thresholds.LargestMinimum, "minimumMembers",
            $"is from 2 to {Thresholds.LargestMinimum}: of {Members.Count} members {Thresholds.Corrupt} may be corrupt");
        Require(Rounds is >= 1 and <= 100_000, "rounds", "is from 1 to 100000");
        Require(Seed is >= 0 and <= 1L << 53, "seed", "is from 0 to 2^53");
        Require(HoldOutFraction is > 0 and <= 0.5, "holdOutFraction", "is above 0 and at most 0.5");
        Require(MinimumRows >= 2, "minimumRows", "is at least 2");
        Require(
            MinimumCell >= 1 && MinimumCell <= MinimumRows / 2, "minimumCell",
            $"is from 1 to {MinimumRows / 2}, half of 'minimumRows': the rows to train on and the rows to measure with are grouped apart");
        Require(MaximumWeight is >= 1 and <= 1 << 20, "maximumWeight", "is from 1 to 1048576");
        Require(
            Contribute.Quorum >= Thresholds.Survivors && Contribute.Quorum <= Members.Count, "contribute.quorum",
            $"is from {Thresholds.Survivors} to {Members.Count}: no sum is opened over fewer");
        Require(Contribute.DeadlineSeconds is >= 1 and <= 604_800, "contribute.deadlineSeconds", "is from 1 to 604800 (a week)");
        Require(Contribute.GraceSeconds is >= 0 and <= 86_400, "contribute.graceSeconds", "is from 0 to 86400 (a day)");
        Require(Contribute.Attempts is >= 1 and <= 1000, "contribute.attempts", "is from 1 to 1000");
        Require(Release.HasLicence, "release.licence", $"has 1 to {ReleaseTerms.LongestLicence} characters");
        Require(Release.HasUsers, "release.users", $"has 1 to {ReleaseTerms.LongestUsers} characters");
    }

    private static void Require(bool holds, string key, string rule)
    {
        if (!holds)
            throw new FormatException($"plan: '{key}' {rule}");
    }
}
