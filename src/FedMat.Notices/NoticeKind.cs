namespace FedMat.Notices;

/// <summary>What a notice is about.</summary>
public enum NoticeKind
{
    /// <summary>A plan waits for the steward's decision.</summary>
    PlanWaits,

    /// <summary>The node's policy refused a study.</summary>
    StudyRefused,

    /// <summary>A consent ends soon.</summary>
    ConsentEnds,

    /// <summary>The roster ends soon, or has ended.</summary>
    RosterEnds,

    /// <summary>The node's own entry in the roster ends soon, or has ended.</summary>
    EntryEnds,

    /// <summary>The roster has members that are not known at the node.</summary>
    MemberUnknown,

    /// <summary>The node's own entry was revoked.</summary>
    Revoked,

    /// <summary>The coordinator has not been reached for an hour.</summary>
    CoordinatorAway,

    /// <summary>Somebody asks to join.</summary>
    JoinAsked,

    /// <summary>A member asks to have other keys.</summary>
    KeysAsked,

    /// <summary>A member leaves.</summary>
    DepartureAsked,

    /// <summary>A study waits for members.</summary>
    StudyWaits,

    /// <summary>A member refused a study, or withdrew from it.</summary>
    MemberRefused,

    /// <summary>A study has ended.</summary>
    StudyEnded,
}
