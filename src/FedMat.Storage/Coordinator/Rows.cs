using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Storage.Coordinator;

/// <summary>Rows to nouns and back.</summary>
internal static class Rows
{
    public static DateTimeOffset Time(this long ticks) => new(ticks, TimeSpan.Zero);

    /// <summary>A plan that an earlier version took is read whatever it demands; who goes on with the study looks at that.</summary>
    /// <exception cref="RefusedException">FM508: it is no plan.</exception>
    public static StudyRecord ToRecord(this StudyRow row) => new(
        Plan(row),
        (StudyStatus)row.Status,
        row.Reason,
        Digest.Parse(row.State),
        row.Sums,
        row.Release is null ? null : new ReleaseId(Digest.Parse(row.Release)),
        row.Opened.Time(),
        row.Ended?.Time());

    private static Signed<Plan> Plan(StudyRow row)
    {
        try
        {
            return CanonicalJson.Read<Signed<Plan>>(row.Plan);
        }
        catch (FormatException error)
        {
            throw new RefusedException(RefusalCode.StoreUnusable, $"the plan of study {row.Id} in the store cannot be read: {error.Message}", error);
        }
    }

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
