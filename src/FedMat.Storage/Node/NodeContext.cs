using Microsoft.EntityFrameworkCore;

namespace FedMat.Storage.Node;

/// <summary>The node's tables as EF Core sees them. Migrations/Node makes them.</summary>
internal sealed class NodeContext(DbContextOptions<NodeContext> options) : DbContext(options)
{
    // "FdMn"; see MigrationSet.
    public static MigrationSet Migrations { get; } = new("Node", 0x46644D6E);

    public DbSet<RosterRow> Rosters => Set<RosterRow>();

    public DbSet<StudyRow> Studies => Set<StudyRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<RosterRow>(row =>
        {
            row.ToTable("roster").HasKey(r => r.Number).HasName("pk_roster");
            row.Property(r => r.Number).ValueGeneratedNever();
        });
        modelBuilder.Entity<StudyRow>().ToTable("study").HasKey(r => r.Id).HasName("pk_study");
        ColumnNames.UseLowerCase(modelBuilder);
    }
}
