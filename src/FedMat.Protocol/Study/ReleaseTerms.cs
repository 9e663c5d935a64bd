namespace FedMat.Protocol;

/// <summary>On what terms the members let the model go that a study makes. A part of the plan: other terms are another plan.</summary>
/// <param name="Licence">Under which it is published, by its name: "CC BY 4.0".</param>
/// <param name="Users">Who may use it, in words.</param>
/// <param name="Until">Until when. What was pulled before lies where it lies; who uses it later breaks the terms.</param>
public sealed record ReleaseTerms(string Licence, string Users, DateTimeOffset Until)
{
    public const int LongestLicence = 200;
    public const int LongestUsers = 500;

    /// <summary>For a plan whose model stays where it is made: a simulation, a benchmark.</summary>
    public static ReleaseTerms Unpublished { get; } = new("none: not published", "nobody", DateTimeOffset.UnixEpoch);

    internal bool HasLicence => !string.IsNullOrWhiteSpace(Licence) && Licence.Length <= LongestLicence;

    internal bool HasUsers => !string.IsNullOrWhiteSpace(Users) && Users.Length <= LongestUsers;
}
