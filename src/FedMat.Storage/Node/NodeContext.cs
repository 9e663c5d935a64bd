using Microsoft.EntityFrameworkCore;

namespace FedMat.Storage.Node;

/// <summary>The node's tables as EF Core sees them. Migrations/Node makes them.</summary>
internal sealed class NodeContext(DbContextOptions<NodeContext> options) : DbContext(options)
{
    // "FdMn"; see MigrationSet.
    public static MigrationSet Migrations { get; } = new("Node", 0x46644D6E);

    public DbSet<RosterRow> Rosters => Set<RosterRow>();

    public DbSet<StudyRow> Studies => Set<StudyRow>();

    public DbSet<ContributionRow> Contributions => Set<ContributionRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<RosterRow>(row =>
        {
            row.ToTable("roster").HasKey(r => r.Number).HasName("pk_roster");
            row.Property(r => r.Number).ValueGeneratedNever();
        });
        modelBuilder.Entity<StudyRow>().ToTable("study").HasKey(r => r.Id).HasName("pk_study");
        modelBuilder.Entity<ContributionRow>(row =>
        {
            row.ToTable("contribution").HasKey(r => new { r.Study, r.Round, r.Attempt }).HasName("pk_contribution");
            row.HasOne<StudyRow>().WithMany().HasForeignKey(r => r.Study).OnDelete(DeleteBehavior.NoAction).HasConstraintName("fk_contribution_study");
            row.HasIndex(r => r.IsHeld).HasDatabaseName("ix_contribution_is_held");
        });
        ColumnNames.UseLowerCase(modelBuilder);
    }
}
