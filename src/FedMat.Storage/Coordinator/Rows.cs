using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Storage.Coordinator;

/// <summary>Rows to nouns and back.</summary>
internal static class Rows
{
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

    public static ProgressPoint ToRecord(this ProgressRow row) =>
        new(row.Sums, row.Phase, row.Round, row.Rounds, row.TrainLoss, row.HoldOutMae, row.At.Time());

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
}
