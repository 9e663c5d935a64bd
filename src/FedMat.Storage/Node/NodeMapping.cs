using FedMat.Protocol;

namespace FedMat.Storage.Node;

/// <summary>Rows of the node's store to nouns and back.</summary>
internal static class NodeMapping
{
    public static StoredStudy ToNoun(this StudyRow row) => new(
        Signed<Plan>.Parse(row.Plan),
        Time(row.Seen),
        row.RefusalCode is { } code ? new Refusal((RefusalCode)code, row.RefusalDetail ?? "") : null,
        (StudyStatus)row.Status,
        row.Reason,
        row.Ended is { } ended ? Time(ended) : null);

    private static DateTimeOffset Time(long ticks) => new(ticks, TimeSpan.Zero);
}
