namespace FedMat.Materials;

/// <summary>A chemical element. The sources of the values are named on <see cref="Elements"/>.</summary>
public sealed class Element
{
    internal Element(
        int number, string symbol, string name, double weight, bool standard, int group, int period,
        double? electronegativity, int? covalentRadius)
    {
        Number = number;
        Symbol = symbol;
        Name = name;
        AtomicWeight = weight;
        HasStandardWeight = standard;
        Group = group;
        Period = period;
        Electronegativity = electronegativity;
        CovalentRadius = covalentRadius;
    }

    public int Number { get; }

    public string Symbol { get; }

    public string Name { get; }

    /// <summary>Standard atomic weight, or the mass number of the longest-lived isotope where there is none.</summary>
    public double AtomicWeight { get; }

    /// <summary>False for an element without a standard atomic weight.</summary>
    public bool HasStandardWeight { get; }

    /// <summary>Group 1 to 18; the elements La to Lu and Ac to Lr count as group 3, as is usual in descriptors.</summary>
    public int Group { get; }

    public int Period { get; }

    /// <summary>Pauling electronegativity; null where there is none.</summary>
    public double? Electronegativity { get; }

    /// <summary>Covalent radius in pm; null where there is none.</summary>
    public int? CovalentRadius { get; }

    public override string ToString() => Symbol;
}
