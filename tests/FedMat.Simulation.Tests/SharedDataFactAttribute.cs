namespace FedMat.Simulation.Tests;

/// <summary>A fact about ../shared/data, which a checkout may or may not have beside it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SharedDataFactAttribute : FactAttribute
{
    public SharedDataFactAttribute()
    {
        if (Folder is null)
            Skip = "there is no shared/data beside this checkout";
    }

    public static string? Folder { get; } = Find();

    private static string? Find()
    {
        string? beside = Path.GetDirectoryName(Examples.Root);
        string? folder = beside is null ? null : Path.Combine(beside, "shared", "data");
        return Directory.Exists(folder) ? folder : null;
    }
}
