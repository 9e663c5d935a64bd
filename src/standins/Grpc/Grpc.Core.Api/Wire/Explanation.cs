namespace Grpc.Core.Wire;

/// <summary>The type and text of an exception and of those within it, in one line.</summary>
internal static class Explanation
{
    public static string Of(Exception exception)
    {
        var parts = new List<string>();
        for (Exception? e = exception; e is not null; e = e.InnerException)
            parts.Add($"{e.GetType().Name}: {e.Message}");
        return string.Join(" ", parts);
    }
}
