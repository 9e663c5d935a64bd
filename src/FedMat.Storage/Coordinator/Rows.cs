using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Storage.Coordinator;

/// <summary>Rows to nouns and back.</summary>
internal static class Rows
{
    public static long Ticks(this DateTimeOffset time) => time.UtcTicks;

    public static DateTimeOffset Time(this long ticks) => new(ticks, TimeSpan.Zero);

    public static StudyRecord ToRecord(this StudyRow row) => new(
        Signed<Plan>.Parse(row.Plan),
        (StudyStatus)row.Status,
        row.Reason,
        Digest.Parse(row.State),
        row.Sums,
        row.Release is null ? null : new ReleaseId(Digest.Parse(row.Release)),
        row.Opened.Time(),
        row.Ended?.Time());

    public static AttemptRow ToRow(RoundId id, Digest state, RoundSpec spec, DateTimeOffset opened) => new()
    {
        Study = id.Study.ToString(),
        Round = id.Round,
        Attempt = id.Attempt,
        State = state.ToString(),
        Ask = spec.Hash.ToString(),
        Phase = spec.Phase,
        Length = spec.Length,
        Outcome = (int)AttemptState.Open,
        Opened = opened.Ticks(),
    };

    public static AttemptRecord ToRecord(this AttemptRow row, IEnumerable<ContributionRow> contributions) => new(
        row.Id(),
        Digest.Parse(row.State),
        Digest.Parse(row.Ask),
        (AttemptState)row.Outcome,
        row.Opened.Time(),
        [.. contributions.Select(contribution => contribution.ToRecord(row))]);

    public static ContributionRow ToRow(SignedContribution signed, Receipt receipt, DateTimeOffset received) => new()
    {
        Study = signed.Contribution.Round.Study.ToString(),
        Round = signed.Contribution.Round.Round,
        Attempt = signed.Contribution.Round.Attempt,
        Member = signed.Contribution.Member.ToString(),
        Payload = signed.Contribution.Payload.ToString(),
        Signature = signed.Signature,
        Receipt = receipt.Signature,
        Received = received.Ticks(),
    };

    public static ContributionRecord ToRecord(this ContributionRow row, AttemptRow attempt)
    {
        if (!MemberId.TryParse(row.Member, out MemberId member))
            throw new InvalidDataException($"the store names a member '{row.Member}'");
        RoundId id = attempt.Id();
        Digest payload = Digest.Parse(row.Payload);
        Contribution contribution = new(id, member, Digest.Parse(attempt.State), Digest.Parse(attempt.Ask), attempt.Length, payload);
        return new(new SignedContribution(contribution, row.Signature), new Receipt(id, member, payload, row.Receipt), row.Received.Time());
    }

    public static ProgressRow ToRow(StudyId study, ProgressPoint point) => new()
    {
        Study = study.ToString(),
        Sums = point.Sums,
        Phase = point.Phase,
        Round = point.Round,
        Rounds = point.Rounds,
        TrainLoss = point.TrainLoss,
        HoldOutMae = point.HoldOutMae,
        At = point.At.Ticks(),
    };

    public static ProgressPoint ToRecord(this ProgressRow row) =>
        new(row.Sums, row.Phase, row.Round, row.Rounds, row.TrainLoss, row.HoldOutMae, row.At.Time());

    public static ReleaseRow ToRow(ReleaseRecord release) => new()
    {
        Id = release.Id.ToString(),
        Study = release.Study.ToString(),
        Name = release.Name,
        Property = release.Property,
        Unit = release.Unit,
        Members = release.Members,
        Created = release.Created.Ticks(),
        Bytes = release.Bytes,
        Sha256 = release.Bundle.ToString(),
    };

    public static ReleaseRecord ToRecord(this ReleaseRow row) => new(
        new ReleaseId(Digest.Parse(row.Id)),
        new StudyId(Digest.Parse(row.Study)),
        row.Name,
        row.Property,
        row.Unit,
        row.Members,
        row.Created.Time(),
        row.Bytes,
        Digest.Parse(row.Sha256));

    private static RoundId Id(this AttemptRow row) => new(new StudyId(Digest.Parse(row.Study)), row.Round, row.Attempt);
}
