using System.Diagnostics;
using System.Text.Json;

namespace FedMat.Materials.Tests;

/// <summary>What pymatgen_values.py printed: run once for all tests of a class.</summary>
public sealed class PymatgenValues : IAsyncLifetime
{
    internal const string Interpreter = "/usr/bin/python3";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Compounds of elements on whose values both tables agree: see the tests.</summary>
    internal static IReadOnlyList<string> Compounds { get; } =
    [
        "GaAs", "Al0.3Ga0.7As", "InP", "InSb", "CdTe", "CdS", "Si0.8Ge0.2", "PbTe", "Bi2Te3", "SnSe",
        "SrTiO3", "BaTiO3", "LaMnO3", "La0.7Sr0.3MnO3", "LaFeO3", "KNbO3", "NaTaO3", "CsPbBr3", "Cs2AgBiBr6", "Ba0.5Sr0.5Co0.8Fe0.2O3",
        "Fe2O3", "Al2O3", "SiO2", "TiO2", "ZrO2", "HfO2", "MgO", "CaO", "Cr2O3", "V2O5",
        "LiCoO2", "LiFePO4", "LiNi0.8Co0.1Mn0.1O2", "NaCl", "KI", "AgCl", "CuInSe2", "CuGaS2", "MgH2", "Na3PS4",
        "CoCrFeMnNi", "AlCoCrFeNi", "Al0.25CoFeNi", "HfNbTaTiZr", "Ti90Al6V4", "Ni3Al", "NiTi", "Fe70Cr18Ni12", "CuSO4·5H2O", "K3[Fe(CN)6]",
    ];

    private JsonDocument? answer;

    internal double[] Statistics(string property, string formula) =>
        [.. answer!.RootElement.GetProperty("compounds").GetProperty(property).GetProperty(formula).EnumerateArray().Select(value => value.GetDouble())];

    internal double? Of(string property, string symbol)
    {
        var value = answer!.RootElement.GetProperty("elements").GetProperty(property).GetProperty(symbol);
        return value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;
    }

    public async Task InitializeAsync()
    {
        if (!PymatgenTheoryAttribute.IsPresent) return;
        var start = new ProcessStartInfo(Interpreter, [Path.Combine(AppContext.BaseDirectory, "Elements", "pymatgen_values.py")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(Request());
        process.StandardInput.Close();
        string json = await process.StandardOutput.ReadToEndAsync().WaitAsync(Patience);
        await process.WaitForExitAsync().WaitAsync(Patience);
        answer = JsonDocument.Parse(json);
    }

    public Task DisposeAsync()
    {
        answer?.Dispose();
        return Task.CompletedTask;
    }

    private static string Request() => JsonSerializer.Serialize(new
    {
        elements = Elements.All.Take(DescriptorSet.HeaviestElement).Select(element => element.Symbol),
        compounds = Compounds.ToDictionary(
            formula => formula, formula => Composition.Parse(formula).Amounts.ToDictionary(pair => pair.Element.Symbol, pair => pair.Amount)),
    });
}
