namespace FedMat.Materials;

/// <summary>
/// What <c>process/1</c> says of one step of a contract's process: a number of <see cref="ProcessDescriptors"/> from the inputs that hold the
/// step's quantities, converted from their units, and a flag. Where one of them is missing, or not above zero (a step that was not done), the
/// number is 0 and the flag 1.
/// A step with temperature and time has a Hollomon-Jaffe parameter; one with power, speed, spacing and thickness an energy density.
/// </summary>
internal sealed class ProcessBlock : IDescriptorBlock
{
    private readonly (int Place, UnitConversion Conversion)[] inputs;
    private readonly Func<double[], double> formula;

    private ProcessBlock(string name, (int Place, UnitConversion Conversion)[] inputs, Func<double[], double> formula)
    {
        this.inputs = inputs;
        this.formula = formula;
        Names = [name, $"{name}:missing"];
    }

    public IReadOnlyList<string> Names { get; }

    /// <summary>The blocks of a contract's steps, in their order.</summary>
    public static IEnumerable<ProcessBlock> For(DataContract contract)
    {
        for (int i = 0; i < contract.Process.Count; i++)
        {
            var step = contract.Process[i];
            string prefix = $"{i + 1} {step.Name}";
            if (Inputs(contract, step, ("temperature", "K"), ("time", "h")) is { } exposure)
                yield return new($"{prefix}:hollomon_jaffe_K", exposure, values => ProcessDescriptors.HollomonJaffeKelvin(values[0], values[1]));
            if (Inputs(contract, step, ("power", "W"), ("speed", "mm/s"), ("spacing", "mm"), ("thickness", "mm")) is { } beam)
            {
                yield return new(
                    $"{prefix}:energy_density_J_mm3", beam,
                    values => ProcessDescriptors.EnergyDensityJoulesPerCubicMillimetre(values[0], values[1], values[2], values[3]));
            }
        }
    }

    public void Write(Record record, Span<double> values)
    {
        double[] quantities = new double[inputs.Length];
        bool known = true;
        for (int i = 0; i < inputs.Length; i++)
        {
            quantities[i] = record.Values[inputs[i].Place].Number is { } number ? inputs[i].Conversion.Convert(number) : 0;
            known &= quantities[i] > 0;
        }
        values[0] = known ? formula(quantities) : 0;
        values[1] = known ? 0 : 1;
    }

    private static (int Place, UnitConversion Conversion)[]? Inputs(DataContract contract, ProcessStep step, params (string Role, string Unit)[] wanted)
    {
        var found = new List<(int, UnitConversion)>();
        foreach (var (role, unit) in wanted)
        {
            var input = contract.Inputs.FirstOrDefault(candidate => candidate.Name.Equals(step.Column(role), StringComparison.OrdinalIgnoreCase));
            if (input?.Unit is null || UnitConversion.Between(input.Unit, unit, out _) is not { } conversion) return null;
            found.Add((contract.Inputs.ToList().IndexOf(input), conversion));
        }
        return [.. found];
    }
}
