namespace FedMat.Materials;

/// <summary>A unit of measurement. A value v stands for (v + <see cref="Offset"/>) x <see cref="Factor"/> of the quantity's first unit.</summary>
/// <param name="Symbol">As it is written here, such as kgf/mm2.</param>
/// <param name="Quantity">What it measures.</param>
/// <param name="Factor">Its size.</param>
/// <param name="Offset">Where its zero lies, in itself; 0 for all but temperatures.</param>
public sealed record Unit(string Symbol, Quantity Quantity, double Factor, double Offset = 0)
{
    public override string ToString() => Symbol;
}
