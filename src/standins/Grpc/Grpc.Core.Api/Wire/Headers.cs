namespace Grpc.Core.Wire;

/// <summary>Header names of the gRPC protocol, and which headers are the application's metadata.</summary>
internal static class Headers
{
    public const string ContentType = "application/grpc";
    public const string Status = "grpc-status";
    public const string Message = "grpc-message";
    public const string Timeout = "grpc-timeout";
    public const string AcceptEncoding = "grpc-accept-encoding";
    public const string Encoding = "grpc-encoding";

    public static bool IsGrpc(string? contentType) =>
        contentType is not null
        && contentType.StartsWith(ContentType, StringComparison.OrdinalIgnoreCase)
        && (contentType.Length == ContentType.Length || contentType[ContentType.Length] is ';' or '+');

    /// <summary>Adds a received header unless it belongs to the protocol.</summary>
    public static void AddReceived(this Metadata metadata, string name, string value)
    {
        if (name.StartsWith(':') || IsReserved(name))
            return;
        if (name.EndsWith(Metadata.BinaryHeaderSuffix, StringComparison.OrdinalIgnoreCase))
            foreach (string part in value.Split(','))
                metadata.Add(name, FromBase64(part.Trim()));
        else
            metadata.Add(name, value);
    }

    public static string ToHeaderValue(this Metadata.Entry entry) =>
        entry.IsBinary ? Convert.ToBase64String(entry.ValueBytes) : entry.Value;

    private static bool IsReserved(string name) => name.ToLowerInvariant() is
        Status or Message or Encoding or AcceptEncoding or Timeout or "content-type" or "content-encoding" or "te" or "host" or "accept-encoding";

    // Peers may leave the padding out.
    private static byte[] FromBase64(string text) =>
        Convert.FromBase64String(text.PadRight(checked((text.Length + 3) / 4 * 4), '='));
}
