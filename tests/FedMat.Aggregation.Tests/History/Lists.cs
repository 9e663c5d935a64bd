using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Aggregation.Tests;

/// <summary>
/// Lists of survivors among five members, written as digits: "012" is members 0, 1 and 2, and an apostrophe says that the member before it
/// contributes from changed rows. The ledger is member 0's.
/// </summary>
internal static class Lists
{
    public static readonly Consortium Five = new(5);
    public static readonly SumTerms Terms = Five.Terms();
    public static readonly Digest State = Digest.Of("state"u8);
    public static readonly Digest Later = Digest.Of("later state"u8);
    public static readonly RoundSpec Neural = new("fit", Ring.Bits32, new Block("w", 4, BlockKind.Weighted, 1, 20));
    public static readonly RoundSpec Moments = new("moments", Ring.Bits64, Block.Whole("n", 1, 20));
    public static readonly RoundSpec Bins = new("bins", Ring.Bits64, Block.Whole("n", 9, 20));
    public static readonly RoundSpec Metrics = new("metrics", Ring.Bits64, Block.Whole("n", 1, 20)) { Part = RowPart.HoldOut };

    public static RoundId OfAnotherStudy => new(new StudyId(Digest.Of("another study"u8)), 1, 1);

    public static RoundId At(int attempt) => new(Five.Plan.Id, 1, attempt);

    public static Cohort Over(string list) => new(
        list.Index().Where(at => at.Item != '\'').Select(at => new CohortEntry(Five.Ids[at.Item - '0'], list[at.Index..] is [_, '\'', ..] ? 2 : 1)));

    /// <summary>A ledger in which one list is signed.</summary>
    public static SumLedger After(RoundSpec ask, string list, RoundId? attempt = null, CohortStatus status = CohortStatus.Open) =>
        new SumLedger([]).And(ask, list, attempt ?? At(1), status);

    public static SumLedger And(this SumLedger ledger, RoundSpec ask, string list, RoundId attempt, CohortStatus status = CohortStatus.Open) =>
        new([.. ledger.Signed, .. SignedCohort.Of(ask, State, 1, Over(list), attempt).Select(row => row with { Status = status })]);

    public static SumLedger Closed(this SumLedger ledger, int attempt) =>
        ledger.WithCertificate(CertificateBy(At(attempt), 0, 1, 2, 3), At(attempt), Terms).OrThrow();

    public static CloseCertificate CertificateBy(RoundId attempt, params int[] members) =>
        new([.. members.Select(member => Five.SignedBy(Five.Ids[member], new Closing(attempt, Five.Ids[member])))]);

    public static SumLedger Consented(this SumLedger ledger, int member, string first, string second)
    {
        Consent consent = new(Over(first).Hash, Over(second).Hash, Five.Ids[member]);
        return ledger.WithConsent(Five.SignedBy(Five.Ids[member], consent), Terms.Members[member].Key).OrThrow();
    }

    public static SumLedger Convicted(this SumLedger ledger, int member) => ledger.WithConvicted(Five.Ids[member]);

    public static RefusalCode? Sign(this SumLedger ledger, RoundSpec ask, string list, Digest? state = null, int attempt = 9)
    {
        Cohort cohort = Over(list);
        int own = cohort.Entries.First(entry => entry.Member == Five.Ids[0]).Snapshot;
        return ledger.MaySign(ask, state ?? State, own, cohort, At(attempt))?.Code;
    }
}
