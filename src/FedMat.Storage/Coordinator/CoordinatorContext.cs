using Microsoft.EntityFrameworkCore;

namespace FedMat.Storage.Coordinator;

/// <summary>The coordinator's tables as EF Core sees them; those of <see cref="SumStore"/> it does not. Migrations/Coordinator makes them all.</summary>
internal sealed class CoordinatorContext(DbContextOptions<CoordinatorContext> options) : DbContext(options)
{
    // "FdMc"; see MigrationSet.
    public static MigrationSet Migrations { get; } = new("Coordinator", 0x46644D63);

    public DbSet<RosterRow> Rosters => Set<RosterRow>();

    public DbSet<StudyRow> Studies => Set<StudyRow>();

    public DbSet<ProgressRow> Progress => Set<ProgressRow>();

    public DbSet<ReleaseRow> Releases => Set<ReleaseRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<RosterRow>(row =>
        {
            row.ToTable("roster").HasKey(r => r.Number).HasName("pk_roster");
            row.Property(r => r.Number).ValueGeneratedNever();
        });
        modelBuilder.Entity<StudyRow>().ToTable("study").HasKey(r => r.Id).HasName("pk_study");
        modelBuilder.Entity<ProgressRow>(row =>
        {
            row.ToTable("progress").HasKey(r => new { r.Study, r.Sums }).HasName("pk_progress");
            row.HasOne<StudyRow>().WithMany().HasForeignKey(r => r.Study).OnDelete(DeleteBehavior.NoAction).HasConstraintName("fk_progress_study");
        });
        modelBuilder.Entity<ReleaseRow>(row =>
        {
            row.ToTable("release").HasKey(r => r.Id).HasName("pk_release");
            row.HasOne<StudyRow>().WithMany().HasForeignKey(r => r.Study).OnDelete(DeleteBehavior.NoAction).HasConstraintName("fk_release_study");
            row.HasIndex(r => r.Study).IsUnique().HasDatabaseName("ix_release_study");
        });
        ColumnNames.UseLowerCase(modelBuilder);
    }
}
