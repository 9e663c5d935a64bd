using FedMat.Crypto;
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

    public static ContributionRow ToRow(this SignedContribution signed, long bytes, DateTimeOffset now)
    {
        Contribution contribution = signed.Contribution;
        return new ContributionRow
        {
            Study = contribution.Round.Study.ToString(),
            Round = contribution.Round.Round,
            Attempt = contribution.Round.Attempt,
            Member = contribution.Member.ToString(),
            State = contribution.State.ToString(),
            Ask = contribution.Ask.ToString(),
            Length = contribution.Length,
            Payload = contribution.Payload.ToString(),
            Signature = signed.Signature,
            Bytes = bytes,
            IsHeld = true,
            Stored = now.UtcTicks,
        };
    }

    public static StoredContribution ToNoun(this ContributionRow row)
    {
        RoundId round = new(new StudyId(Digest.Parse(row.Study)), row.Round, row.Attempt);
        MemberId member = MemberId.FromBytes(Convert.FromHexString(row.Member));
        Digest payload = Digest.Parse(row.Payload);
        Contribution contribution = new(round, member, Digest.Parse(row.State), Digest.Parse(row.Ask), row.Length, payload);
        return new StoredContribution(
            new SignedContribution(contribution, row.Signature),
            row.Bytes,
            row.IsHeld,
            Time(row.Stored),
            row.FirstSent is { } sent ? Time(sent) : null,
            row.Sends,
            row.BytesSent,
            row.Receipt is { } receipt ? new Receipt(round, member, payload, receipt) : null,
            row.Received is { } received ? Time(received) : null);
    }

    private static DateTimeOffset Time(long ticks) => new(ticks, TimeSpan.Zero);
}
