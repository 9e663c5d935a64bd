using System.Buffers.Binary;
using System.Security.Cryptography;

namespace FedMat.Materials.Tests;

/// <summary>Descriptors of formulas, by name and as bytes.</summary>
internal static class Sets
{
    /// <summary>What the golden hashes are of; each shows something: ties, gaps, many elements, amounts in any scale.</summary>
    public static IReadOnlyList<string> Formulas { get; } =
    [
        "GaAs", "Al0.3Ga0.7As", "La0.7Sr0.3MnO3", "Fe70Cr18Ni12", "CuSO4·5H2O", "UO2", "Cs2AgBiBr6", "XeF2", "LrAr3", "Pb0.8Sn0.2Te", "Eu2O3",
        "CoCrFeMnNi", "AlCoCrFeNi", "He", "Fe87.9Cr9.6Mo1C0.46Mn0.45Si0.4V0.22Nb0.05N0.15",
    ];

    public static Dictionary<string, double> Of(string version, string formula)
    {
        var set = CompositionDescriptors.Of(version);
        return set.Names.Zip(Values(set, formula)).ToDictionary(pair => pair.First, pair => pair.Second);
    }

    public static double[] Values(CompositionDescriptors set, string formula)
    {
        double[] values = new double[set.Length];
        set.Describe(Composition.Parse(formula), values);
        return values;
    }

    /// <summary>SHA-256 of the numbers as little-endian doubles.</summary>
    public static string Hash(IEnumerable<double> values)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] bytes = new byte[sizeof(double)];
        foreach (double value in values)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(bytes, value);
            hash.AppendData(bytes);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
