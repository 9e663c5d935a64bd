using System.Text;

namespace FedMat.Materials.Tests;

/// <summary>Imports of what a test wrote.</summary>
internal static class Reads
{
    /// <summary>A formula, an optional temperature, an optional trace element, an optional category, a life that may be a lower bound; a heat and a remark.</summary>
    public static DataContract Creep { get; } = DataContract.Parse(
        """
        {"format":2,"name":"creep","inputs":[
        {"name":"composition","kind":"composition","synonyms":["成分","組成"]},
        {"name":"test_temperature_C","kind":"number","unit":"°C","minimum":-273.15,"maximum":1500,"optional":true,"synonyms":["试验温度","試験温度"]},
        {"name":"boron_ppm","kind":"number","unit":"wt ppm","minimum":0,"maximum":10000,"optional":true,"synonyms":["B content"]},
        {"name":"route","kind":"category","categories":["cast","forged"],"spellings":{"铸造":"cast","鋳造":"cast"},"optional":true,"synonyms":["工艺","製法"]}],
        "target":{"name":"life_h","unit":"h","minimum":0,"maximum":1e7,"synonyms":["rupture life","断裂寿命","破断時間"],"censoring":["above"],
        "uncertainty":{"column":"life_sd_h","synonyms":["sd"],"typical":10},"repeats":{"column":"tests"}},
        "outcome":{"column":"outcome","formed":["ok"],"cracked":["cracked"],"failed":["broke"]},
        "groups":[{"column":"heat","synonyms":["炉号"]}],"kept":[{"column":"remark"}],"descriptors":"fractions/1"}
        """, "creep.json");

    public static DataContract Alloy { get; } = DataContract.Parse(
        """
        {"format":2,"name":"steel","inputs":[{"name":"composition","kind":"composition","elements":{"unit":"wt%","balance":"Fe"}}],
        "target":{"name":"yield_strength_MPa","unit":"MPa","minimum":0,"maximum":3000,"synonyms":["屈服强度","耐力"]},"descriptors":"fractions/1"}
        """, "steel.json");

    public static TableImport Open(string text, DataContract? contract = null, string? mapping = null) => Open(Encoding.UTF8.GetBytes(text), contract, mapping);

    public static TableImport Open(byte[] file, DataContract? contract = null, string? mapping = null) =>
        TableImport.Open(new MemoryStream(file), "lab", contract ?? Creep, mapping is null ? null : TableMapping.Parse(mapping, "map.json"));

    public static ImportedRow[] Rows(string text, DataContract? contract = null, string? mapping = null)
    {
        using var import = Open(text, contract, mapping);
        return [.. import.Rows()];
    }

    public static SampleRecord Record(this ImportedRow row) =>
        row.Record ?? throw new InvalidOperationException(string.Join("; ", row.Rejections.Select(rejection => $"{rejection.Column}: {rejection.Reason}")));
}
