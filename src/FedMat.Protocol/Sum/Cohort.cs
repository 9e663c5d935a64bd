using FedMat.Crypto;

namespace FedMat.Protocol;

/// <summary>Whom a sum is over: a set of members with snapshot numbers, in order. History rules compare cohorts, never sums.</summary>
public sealed class Cohort : IEquatable<Cohort>
{
    private const string Tag = "fedmat.sum.cohort.v1";
    private readonly CohortEntry[] entries;

    /// <exception cref="ArgumentException">A member stands there twice.</exception>
    public Cohort(IEnumerable<CohortEntry> entries)
    {
        this.entries = [.. entries.Order()];
        if (this.entries.DistinctBy(entry => entry.Member).Count() != this.entries.Length)
            throw new ArgumentException("a member stands twice in a cohort", nameof(entries));
    }

    public IReadOnlyList<CohortEntry> Entries => entries;

    public Digest Hash => Digest.Of(ToBytes());

    public static Cohort Of(SurvivorList survivors) =>
        new(survivors.Inputs.Select(input => new CohortEntry(input.Content.Member, input.Content.Snapshot)));

    /// <exception cref="FormatException">No cohort.</exception>
    public static Cohort Parse(ReadOnlySpan<byte> bytes)
    {
        CanonicalReader reader = new(bytes, Tag);
        CohortEntry[] read = new CohortEntry[reader.Count(SumMessage.MostMembers)];
        for (int i = 0; i < read.Length; i++)
            read[i] = new CohortEntry(reader.Member(), reader.Int32());
        reader.End();
        return read.DistinctBy(entry => entry.Member).Count() == read.Length
            ? new Cohort(read)
            : throw new FormatException("a member stands twice in a cohort");
    }

    public byte[] ToBytes()
    {
        CanonicalWriter writer = new CanonicalWriter(Tag).Int32(entries.Length);
        foreach (CohortEntry entry in entries)
            writer.Member(entry.Member).Int32(entry.Snapshot);
        return writer.ToArray();
    }

    /// <summary>The members by which two cohorts differ, be it in their presence or in their snapshot.</summary>
    public IReadOnlyList<MemberId> Difference(Cohort other) =>
        [.. entries.Except(other.entries).Concat(other.entries.Except(entries)).Select(entry => entry.Member).Distinct().Order()];

    public bool SharesWith(Cohort other) => entries.Intersect(other.entries).Any();

    public bool Equals(Cohort? other) => other is not null && entries.AsSpan().SequenceEqual(other.entries);

    public override bool Equals(object? obj) => Equals(obj as Cohort);

    public override int GetHashCode() => Hash.GetHashCode();
}
