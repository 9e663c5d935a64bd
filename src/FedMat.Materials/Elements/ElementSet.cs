using System.Globalization;

namespace FedMat.Materials;

/// <summary>Some of the elements, as a set.</summary>
/// <param name="Bits">Bit z is set where the element of atomic number z is in it.</param>
public readonly record struct ElementSet(UInt128 Bits)
{
    /// <summary>The atomic numbers, in order.</summary>
    public IEnumerable<int> Numbers
    {
        get
        {
            for (int number = 1; number <= DescriptorSet.HeaviestElement; number++)
                if (Contains(number)) yield return number;
        }
    }

    /// <summary>The elements of the compositions of a record.</summary>
    public static ElementSet Of(Record record)
    {
        ArgumentNullException.ThrowIfNull(record);
        UInt128 bits = 0;
        foreach (var value in record.Values)
        {
            foreach (var (element, _) in value.Composition?.Amounts ?? []) bits |= UInt128.One << element.Number;
        }
        return new(bits);
    }

    public bool Contains(int number) => (Bits >> number & 1) == 1;

    public ElementSet Union(ElementSet other) => new(Bits | other.Bits);

    public override string ToString() =>
        string.Join(" ", Numbers.Select(number => Elements.Of(number)?.Symbol ?? number.ToString(CultureInfo.InvariantCulture)));
}
