using Microsoft.EntityFrameworkCore;

namespace FedMat.Storage.Records;

/// <summary>The tables of records as EF Core sees them: none, since a million rows go in and out in plain SQL. Migrations/Records makes them.</summary>
internal sealed class RecordContext(DbContextOptions<RecordContext> options) : DbContext(options)
{
    // "FdMr"; see MigrationSet.
    public static MigrationSet Migrations { get; } = new("Records", 0x46644D72);
}
