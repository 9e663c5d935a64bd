namespace FedMat.Materials;

/// <summary>
/// Electrons outside the noble-gas core of a free atom in its ground state, by subshell: filled in the Madelung order, with the known
/// exceptions (NIST Atomic Spectra Database, ground levels). Limits: elements 1 to 103; a noble gas counts its own closed shell.
/// </summary>
public readonly record struct ElectronShells(int S, int P, int D, int F)
{
    private static readonly int[] NobleGases = [0, 2, 10, 18, 36, 54, 86];

    private static readonly Dictionary<string, ElectronShells> Exceptions = new(StringComparer.Ordinal)
    {
        ["Cr"] = new(1, 0, 5, 0), ["Cu"] = new(1, 0, 10, 0), ["Nb"] = new(1, 0, 4, 0), ["Mo"] = new(1, 0, 5, 0), ["Ru"] = new(1, 0, 7, 0),
        ["Rh"] = new(1, 0, 8, 0), ["Pd"] = new(0, 0, 10, 0), ["Ag"] = new(1, 0, 10, 0), ["La"] = new(2, 0, 1, 0), ["Ce"] = new(2, 0, 1, 1),
        ["Gd"] = new(2, 0, 1, 7), ["Pt"] = new(1, 0, 9, 14), ["Au"] = new(1, 0, 10, 14), ["Ac"] = new(2, 0, 1, 0), ["Th"] = new(2, 0, 2, 0),
        ["Pa"] = new(2, 0, 1, 2), ["U"] = new(2, 0, 1, 3), ["Np"] = new(2, 0, 1, 4), ["Cm"] = new(2, 0, 1, 7), ["Lr"] = new(2, 1, 0, 14),
    };

    public static ElectronShells Of(Element element)
    {
        ArgumentNullException.ThrowIfNull(element);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(element.Number, DescriptorSet.HeaviestElement);
        if (Exceptions.TryGetValue(element.Symbol, out var exception)) return exception;
        int left = element.Number - NobleGases[element.Period - 1];
        int s = Take(ref left, 2);
        int f = element.Period >= 6 ? Take(ref left, 14) : 0;
        int d = element.Period >= 4 ? Take(ref left, 10) : 0;
        return new(s, left, d, f);
    }

    private static int Take(ref int left, int room)
    {
        int taken = Math.Min(left, room);
        left -= taken;
        return taken;
    }
}
