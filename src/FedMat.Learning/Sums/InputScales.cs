using FedMat.Materials;

namespace FedMat.Learning;

/// <summary>
/// Powers of two that bring described inputs and target near one before they become fixed-point numbers. From the contract's
/// allowed ranges alone, so all members have the same; multiplying by a power of two loses nothing.
/// </summary>
internal sealed class InputScales
{
    public InputScales(DataContract contract)
    {
        Dictionary<string, int> ranged = contract.Inputs
            .Where(input => input is { Kind: ColumnKind.Number, Minimum: not null, Maximum: not null })
            .ToDictionary(input => input.Name, input => Exponent(input.Minimum!.Value, input.Maximum!.Value));
        Names = DescriptorSet.For(contract).Names;
        Inputs = [.. Names.Select(name => ranged.GetValueOrDefault(name))];
        Target = Exponent(contract.Target.Minimum, contract.Target.Maximum);
        AuxiliaryNames = [.. contract.Auxiliary.Select(target => target.Name)];
        Auxiliary = [.. contract.Auxiliary.Select(target => Exponent(target.Minimum, target.Maximum))];
    }

    /// <summary>The inputs' names, for messages.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Input j lies within ±2^Inputs[j] where the contract says so; 0 where it does not.</summary>
    public IReadOnlyList<int> Inputs { get; }

    public int Target { get; }

    /// <summary>The names of the auxiliary targets, for messages.</summary>
    public IReadOnlyList<string> AuxiliaryNames { get; }

    /// <summary>As <see cref="Target"/>, of each auxiliary target.</summary>
    public IReadOnlyList<int> Auxiliary { get; }

    private static int Exponent(double minimum, double maximum)
    {
        double largest = Math.Max(Math.Abs(minimum), Math.Abs(maximum));
        return largest > 0 ? Math.Clamp(Elementary.Exponent(largest) + 1, -400, 400) : 0;
    }
}
