namespace FedMat.Protocol;

/// <summary>A member with the number of the frozen rows that it contributed from.</summary>
public readonly record struct CohortEntry(MemberId Member, int Snapshot) : IComparable<CohortEntry>
{
    public int CompareTo(CohortEntry other) => (Member, Snapshot).CompareTo((other.Member, other.Snapshot));

    public static bool operator <(CohortEntry left, CohortEntry right) => left.CompareTo(right) < 0;

    public static bool operator >(CohortEntry left, CohortEntry right) => left.CompareTo(right) > 0;

    public static bool operator <=(CohortEntry left, CohortEntry right) => left.CompareTo(right) <= 0;

    public static bool operator >=(CohortEntry left, CohortEntry right) => left.CompareTo(right) >= 0;
}
