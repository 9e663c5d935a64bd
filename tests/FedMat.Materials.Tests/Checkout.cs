namespace FedMat.Materials.Tests;

/// <summary>Files of the checkout that tests read.</summary>
internal static class Checkout
{
    public static string Root { get; } = FindRoot();

    public static string SharedData => Path.Combine(Root, "..", "shared", "data");

    public static Table ReadTable(params string[] path)
    {
        string file = Path.Combine([Root, .. path]);
        using var reader = new StreamReader(file);
        return Table.Read(reader, Path.GetFileName(file));
    }

    public static string ReadText(params string[] path) => File.ReadAllText(Path.Combine([Root, .. path]));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "FedMat.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests do not run inside a checkout.");
    }
}
