using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Storage.Coordinator;
using FedMat.Wire.V1;

namespace FedMat.Cli.Membership;

/// <summary>A page of a coordinator's audit log.</summary>
/// <param name="Rows">In the order in which they came; none at the end.</param>
/// <param name="Broken">At the end: the first row at which the coordinator itself finds the chain broken.</param>
internal sealed record AuditPage(IReadOnlyList<AuditRecord> Rows, int? Broken)
{
    /// <exception cref="RefusedException">FM107: what came is no such row.</exception>
    public static AuditPage Of(AuditReply reply)
    {
        try
        {
            return new AuditPage([.. reply.Rows.Select(Read)], reply.Broken > 0 ? reply.Broken : null);
        }
        catch (Exception error) when (error is FormatException or ArgumentException)
        {
            throw new RefusedException(RefusalCode.Malformed, "the coordinator answered with a row of its audit log that cannot be read", error);
        }
    }

    private static AuditRecord Read(AuditRow row) =>
        new(row.Number, new AuditEntry(new DateTimeOffset(row.UtcTicks, TimeSpan.Zero), row.Who, row.What, row.Detail), Digest.FromBytes(row.Before.Span));
}
