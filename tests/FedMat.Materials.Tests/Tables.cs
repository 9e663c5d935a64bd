namespace FedMat.Materials.Tests;

/// <summary>Tables and contracts written in a test.</summary>
internal static class Tables
{
    public static Table Read(string text)
    {
        using var reader = new StringReader(text);
        return Table.Read(reader, "lab.csv");
    }

    public static InputException Refused(Action action) => Assert.Throws<InputException>(action);

    /// <summary>A composition, an optional number in °C from -100 to 1000, an optional category (cast, forged), a target in MPa.</summary>
    public static DataContract AlloyContract(string descriptors = "fractions/1") => DataContract.Parse(
        $$"""
        {"format":1,"name":"alloys","inputs":[{"name":"composition","kind":"composition"},
        {"name":"test_temperature_C","kind":"number","unit":"°C","minimum":-100,"maximum":1000,"optional":true},
        {"name":"route","kind":"category","categories":["forged","cast"],"optional":true}],
        "target":{"name":"yield_strength_MPa","unit":"MPa","minimum":0,"maximum":4000},"descriptors":"{{descriptors}}"}
        """, "alloys.json");
}
