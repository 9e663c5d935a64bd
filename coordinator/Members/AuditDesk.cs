using FedMat.Protocol;
using FedMat.Storage.Coordinator;
using FedMat.Wire;
using FedMat.Wire.V1;

namespace FedMat.Coordinator.Members;

/// <summary>Shows administrators the audit log, page by page.</summary>
internal sealed class AuditDesk(CoordinatorStore store)
{
    private const int MostRows = 500;

    /// <exception cref="RefusedException">FM107: there is no such row.</exception>
    public async Task<AuditReply> ReadAsync(int after, CancellationToken cancellation)
    {
        if (after < 0)
            throw new RefusedException(RefusalCode.Malformed, $"rows count from 1, so that none comes after row {after}");
        AuditReply reply = new();
        int room = WireLimits.ChunkBytes;
        foreach (AuditRecord record in await store.Audit.ReadAsync(after, MostRows, cancellation).ConfigureAwait(false))
        {
            AuditRow row = ToMessage(record);
            room -= row.CalculateSize();
            if (room < 0 && reply.Rows.Count > 0)
                return reply;
            reply.Rows.Add(row);
        }

        if (reply.Rows.Count == 0)
            reply.Broken = await store.Audit.VerifyAsync(cancellation).ConfigureAwait(false) ?? 0;
        return reply;
    }

    private static AuditRow ToMessage(AuditRecord record) => new()
    {
        Number = record.Number,
        UtcTicks = record.Entry.At.UtcTicks,
        Who = record.Entry.Who,
        What = record.Entry.What,
        Detail = record.Entry.Detail,
        Before = record.Before.ToBytes(),
    };
}
