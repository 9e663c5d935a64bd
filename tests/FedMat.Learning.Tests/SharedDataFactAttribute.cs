namespace FedMat.Learning.Tests;

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
        for (string? folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            string shared = Path.Combine(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(folder)) ?? folder, "shared", "data");
            if (Directory.Exists(Path.Combine(folder, "node-config")))
                return Directory.Exists(shared) ? shared : null;
        }

        return null;
    }
}
