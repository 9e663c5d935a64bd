namespace FedMat.EndToEnd.Tests;

/// <summary>The checkout that these tests were built from, and the program that was published in it.</summary>
internal static class Checkout
{
    public static string Root { get; } = FindRoot();

    /// <summary>The published program; FEDMAT_APP names another copy of it.</summary>
    public static string App { get; } = FindApp();

    /// <summary>A file in ../shared/data, or null on a machine that has none.</summary>
    public static string? Shared(string name)
    {
        string path = Path.GetFullPath(Path.Combine(Root, "..", "shared", "data", name));
        return File.Exists(path) ? path : null;
    }

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "FedMat.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException("these tests run from within a checkout");
    }

    private static string FindApp()
    {
        string app = Environment.GetEnvironmentVariable("FEDMAT_APP") ?? Path.Combine(Root, ".build", "app", "fedmat");
        return File.Exists(app) ? app : throw new InvalidOperationException($"there is no {app}; build it: ./fedmat --version");
    }
}
