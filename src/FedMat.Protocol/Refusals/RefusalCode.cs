namespace FedMat.Protocol;

/// <summary>The closed list of reasons for a "no". Each has a page in docs/errors; a number is never used again, so 306 and 307 stay free.</summary>
public enum RefusalCode
{
    /// <summary>No certificate, or one that the roster does not pin.</summary>
    UnknownCertificate = 101,

    /// <summary>The member's entry in the roster has expired.</summary>
    MemberExpired = 102,

    /// <summary>The roster gives this member another role.</summary>
    WrongRole = 103,

    /// <summary>The two programs share no version of the protocol.</summary>
    IncompatibleVersion = 104,

    /// <summary>A roster older than the one already known.</summary>
    RosterOlder = 105,

    /// <summary>A roster that the pinned root key did not sign.</summary>
    RosterNotSigned = 106,

    /// <summary>A message that is not in the form of the protocol.</summary>
    Malformed = 107,

    /// <summary>The invitation is unknown, expired, used already, or for another consortium or name.</summary>
    InvitationUnusable = 108,

    /// <summary>The root key has taken the member out of the consortium.</summary>
    MemberRevoked = 109,

    /// <summary>The newest roster has expired: a new one must be signed.</summary>
    RosterExpired = 110,

    /// <summary>A roster that does not follow from the one before it.</summary>
    RosterInvalid = 111,

    /// <summary>Too few of a plan's members are known to this node.</summary>
    MembersUnknown = 112,

    /// <summary>The plan breaks a rule of its own.</summary>
    PlanInvalid = 201,

    /// <summary>The plan is not signed by an administrator of the roster.</summary>
    PlanNotSigned = 202,

    /// <summary>The plan is for another consortium.</summary>
    PlanForeign = 203,

    /// <summary>The plan names somebody who is no node of the roster.</summary>
    PlanMembers = 204,

    /// <summary>The plan's data contract is not the node's.</summary>
    ContractDiffers = 205,

    /// <summary>The plan asks for a learner or a setting that is not known here.</summary>
    LearnerUnknown = 206,

    /// <summary>So many members could make the sum wrap around.</summary>
    SumMayWrap = 207,

    /// <summary>The member holds fewer rows than the plan demands.</summary>
    TooFewRows = 208,

    /// <summary>No such study.</summary>
    StudyUnknown = 209,

    /// <summary>Another study groups the same rows of the member by another number.</summary>
    CellDiffers = 210,

    /// <summary>The node's policy refuses the plan.</summary>
    PolicyRefuses = 211,

    /// <summary>No consent of this node to this plan is in force.</summary>
    ConsentMissing = 212,

    /// <summary>The node's policy holds a contribution back for now.</summary>
    PolicyWaits = 213,

    /// <summary>No valid signature of the member on the description of its masked vector.</summary>
    ContributionUnsigned = 301,

    /// <summary>The caller is not named by the plan, or speaks in another's name.</summary>
    ContributionForeign = 302,

    /// <summary>Another masked vector of this member is already there for this attempt.</summary>
    ContributionRepeated = 303,

    /// <summary>The survivors are fixed: the attempt takes no vector any longer.</summary>
    ContributionLate = 304,

    /// <summary>Not as many slots as the round asks for.</summary>
    ContributionLength = 305,

    /// <summary>The bytes that arrived are not those that were signed.</summary>
    ContributionPayload = 308,

    /// <summary>A round or attempt that was never opened, or that has not come so far.</summary>
    RoundUnknown = 309,

    /// <summary>The coordinator told a step that does not follow from what this node has seen.</summary>
    RoundUnexpected = 310,

    /// <summary>A value that is no number, or one that an exact block has no room for: the member does not send it.</summary>
    ValueBeyondBound = 311,

    /// <summary>A sum that so many members cannot have made: one of them, or the arithmetic, is wrong.</summary>
    SumBeyondRange = 312,

    /// <summary>A list of the secure sum does not bear the coordinator's signature.</summary>
    ListUnsigned = 313,

    /// <summary>A list of the secure sum names somebody twice, somebody whom the plan or the list before does not name, too few members, or is out of order.</summary>
    ListInvalid = 314,

    /// <summary>A message of the secure sum belongs to another attempt, round, study or session.</summary>
    SetupForeign = 315,

    /// <summary>A message of the secure sum does not bear the signature of the member in whose name it stands.</summary>
    SignatureInvalid = 316,

    /// <summary>A key or secret of the secure sum is of low order, or not the one that was advertised.</summary>
    KeyRefused = 317,

    /// <summary>A share or envelope does not fit what its dealer signed.</summary>
    ShareInvalid = 318,

    /// <summary>A different request came for a stage that this node has answered already.</summary>
    RequestDiffers = 319,

    /// <summary>This node is not on the list that it was asked to answer for, or a member has no part in a step.</summary>
    NotOnTheList = 320,

    /// <summary>Fewer members signed than a share, a closing or a model state costs.</summary>
    TooFewSignatures = 321,

    /// <summary>The attempt is closed.</summary>
    AttemptClosed = 322,

    /// <summary>The sum would be over almost the same members as an earlier one, so that their difference tells of one of them.</summary>
    CohortDiffers = 323,

    /// <summary>The sum that the coordinator claims is not the sum of the members' vectors.</summary>
    SumNotChecked = 324,

    /// <summary>The coordinator goes on from another model state than the one that follows from the sum.</summary>
    StateNotReached = 325,

    /// <summary>The node's database is older than its promises, or the file that kept them is gone.</summary>
    PromisesRestored = 326,

    /// <summary>A member broke the protocol, and what it signed proves it.</summary>
    MemberConvicted = 327,

    /// <summary>A chunk of an upload does not continue what is there.</summary>
    UploadOffset = 328,

    /// <summary>An exact sum waits for a member and cannot go without it.</summary>
    InputWaits = 329,

    /// <summary>No such release.</summary>
    ReleaseUnknown = 401,

    /// <summary>The bundle ends early or is no bundle.</summary>
    BundleTruncated = 402,

    /// <summary>A file in the bundle is not the one that its manifest names.</summary>
    BundleAltered = 403,

    /// <summary>The bundle or its roster is not signed by whom it should be.</summary>
    BundleNotSigned = 404,

    /// <summary>A setting is missing.</summary>
    SettingMissing = 501,

    /// <summary>A setting that is not known.</summary>
    SettingUnknown = 502,

    /// <summary>A setting whose value cannot be used.</summary>
    SettingInvalid = 503,

    /// <summary>A file that a setting names is missing or cannot be read.</summary>
    FileUnreadable = 504,

    /// <summary>The port is in use.</summary>
    PortTaken = 505,

    /// <summary>A key file that does not fit the roster or cannot be used.</summary>
    KeyUnusable = 506,

    /// <summary>The private table cannot be used as it is, or as it is by now.</summary>
    DataUnusable = 507,

    /// <summary>A store that another or a newer program wrote.</summary>
    StoreUnusable = 508,

    /// <summary>A policy file that breaks its schema.</summary>
    PolicyInvalid = 509,

    /// <summary>A passphrase that is missing or wrong.</summary>
    PassphraseUnusable = 510,

    /// <summary>The egress ledger does not hold together: a line was changed, removed or inserted.</summary>
    LedgerAltered = 511,

    /// <summary>A proxy on the way refuses or replaces the connection.</summary>
    ProxyInTheWay = 512,
}
