namespace FedMat.Notices;

/// <summary>On whose behalf notices are sent.</summary>
/// <param name="Consortium">Its id.</param>
/// <param name="Name">The member's name in the roster, or "coordinator".</param>
public sealed record NoticeParty(string Consortium, string Name);
