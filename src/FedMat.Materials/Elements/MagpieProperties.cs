namespace FedMat.Materials;

/// <summary>
/// The 22 elemental properties of Ward et al., npj Comput. Mater. 2, 16028 (2016), H to Lr, with the values of Magpie's lookup tables
/// (Ward and Wolverton, MIT licence, as distributed with matminer) in <c>magpie.csv</c>; and one radius more.
/// Number, Column (La to Lu and Ac to Lr: 3), Row: the periodic table.
/// MendeleevNumber: Villars et al., J. Alloys Compd. 367, 167 (2004).
/// AtomicWeight: IUPAC 2009, one value an element, as Magpie has it; <see cref="Element.AtomicWeight"/> is the newer table.
/// MeltingT (K), Electronegativity (Pauling; Pm, Eu, Tb and Yb the mean of their neighbours): Wolfram ElementData.
/// CovalentRadius (pm): Cordero et al., Dalton Trans. 2832 (2008), as in Wolfram ElementData.
/// N*Valence, N*Unfilled: electron configurations, of the free atom, as at periodictable.com; shells that are empty count as having no room.
/// GSvolume_pa (cubic angstrom an atom), GSbandgap (eV), GSmagmom (Bohr magnetons an atom): OQMD, DFT at 0 K; Magpie repeats the value of a
/// neighbour for Po to Ra and from Am on: those are missing here.
/// SpaceGroupNumber: the ground state in the ICSD.
/// MiracleRadius (pm, not one of the 22): atoms in metallic glasses, Miracle et al., Int. Mater. Rev. 55, 218 (2010).
/// Limits: what a source does not have is missing, never zero.
/// </summary>
public static class MagpieProperties
{
    /// <summary>Properties of an element.</summary>
    internal const int Count = 22;

    private static readonly string[][] Table = ElementTable.Read("magpie.csv");
    private static readonly double[] Values = ReadValues();
    private static readonly double[] Radii = ReadRadii();

    private static readonly bool[] Complete =
        [.. Enumerable.Range(0, DescriptorSet.HeaviestElement + 1).Select(number => !HasGap(number))];

    /// <summary>The 22, in the order of the descriptors.</summary>
    public static IReadOnlyList<string> Names { get; } = Table[0][1..(Count + 1)];

    /// <summary>A value in the unit named above, or null where the source has none.</summary>
    /// <param name="element">H to Lr; a heavier one has no values.</param>
    /// <param name="property">One of <see cref="Names"/>.</param>
    /// <exception cref="ArgumentException">No such property.</exception>
    public static double? Of(Element element, string property)
    {
        ArgumentNullException.ThrowIfNull(element);
        int place = Array.IndexOf(Table[0], property, 1, Count);
        if (place < 0) throw new ArgumentException($"'{property}' is none of {string.Join(", ", Names)}.", nameof(property));
        if (element.Number > DescriptorSet.HeaviestElement) return null;
        double value = Values[(element.Number * Count) + place - 1];
        return double.IsNaN(value) ? null : value;
    }

    /// <summary>What a composition's statistics leave out: each element and property for which the source has no value.</summary>
    public static IReadOnlyList<(Element Element, string Property)> Gaps(Composition composition)
    {
        ArgumentNullException.ThrowIfNull(composition);
        return
        [
            .. from pair in composition.Amounts
               from name in Names
               where Of(pair.Element, name) is null
               select (pair.Element, name),
        ];
    }

    /// <summary>The 22 values of an element, NaN where one is missing.</summary>
    internal static ReadOnlySpan<double> Row(int number) => Values.AsSpan(number * Count, Count);

    internal static bool IsComplete(int number) => Complete[number];

    /// <summary>Radius in metallic glasses in pm, or NaN.</summary>
    internal static double Radius(int number) => Radii[number];

    private static bool HasGap(int number)
    {
        foreach (double value in Row(number))
            if (double.IsNaN(value)) return true;
        return false;
    }

    private static double[] ReadValues()
    {
        double[] values = new double[(DescriptorSet.HeaviestElement + 1) * Count];
        foreach (string[] row in Table.Skip(1))
        {
            int number = Elements.Find(row[0])!.Number;
            for (int i = 0; i < Count; i++) values[(number * Count) + i] = ElementTable.Number(row[i + 1]);
        }
        return values;
    }

    private static double[] ReadRadii()
    {
        double[] radii = new double[DescriptorSet.HeaviestElement + 1];
        foreach (string[] row in Table.Skip(1)) radii[Elements.Find(row[0])!.Number] = ElementTable.Number(row[Count + 1]);
        return radii;
    }
}
