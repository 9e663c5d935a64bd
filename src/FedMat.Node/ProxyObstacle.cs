using System.Security.Cryptography.X509Certificates;
using FedMat.Protocol;
using Grpc.Core;

namespace FedMat.Node;

/// <summary>What stands between this site and the coordinator, in words for whoever runs the network: FM512.</summary>
public static class ProxyObstacle
{
    private const int ProxyAuthenticationRequired = 407;

    // Object identifiers of organisation and common name (RFC 4519).
    private static readonly string[] NameKinds = ["2.5.4.10", "2.5.4.3"];

    /// <summary>Whether a certificate was made by an authority: the coordinator's own never is.</summary>
    public static bool IsResigned(X509Certificate2 shown)
    {
        ArgumentNullException.ThrowIfNull(shown);
        return !shown.SubjectName.RawData.AsSpan().SequenceEqual(shown.IssuerName.RawData);
    }

    /// <summary>The refusal of a certificate that a proxy made on the way.</summary>
    public static Refusal Resigned(X509Certificate2 shown, Uri coordinator)
    {
        ArgumentNullException.ThrowIfNull(shown);
        return new Refusal(
            RefusalCode.ProxyInTheWay,
            $"the certificate that is shown for {coordinator.Authority} ({shown.Subject}) was issued by '{NameOf(shown.IssuerName)}': a proxy opens the connection. {ForIt(coordinator)}");
    }

    /// <summary>A proxy's no to a connection; null where the failure is another one.</summary>
    public static Refusal? Of(Exception error, Uri coordinator)
    {
        Exception? cause = error is RpcException rpc ? rpc.Status.DebugException : error;
        while (cause is not null and not HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError })
            cause = cause.InnerException;
        if (cause is not HttpRequestException proxy)
            return null;
        string answer = (int?)proxy.StatusCode switch
        {
            ProxyAuthenticationRequired => "407: it wants a user and a password, or others than these; correct the file of the setting 'proxyCredentialsFile'",
            { } code => $"{code}. {ForIt(coordinator)}",
            null => $"no answer that could be understood; correct the setting 'proxy'. {ForIt(coordinator)}",
        };
        return new Refusal(RefusalCode.ProxyInTheWay, $"the proxy does not let the connection to {coordinator.Authority} through: {answer}");
    }

    /// <summary>The text to send to the people who run the network.</summary>
    public static string ForIt(Uri coordinator)
    {
        ArgumentNullException.ThrowIfNull(coordinator);
        return $"Send to your IT department: \"Please let this machine connect to {coordinator.Host}, TCP port {coordinator.Port} (outgoing; CONNECT at the proxy), "
            + "without TLS inspection. The program there checks the server's certificate by a pinned key and shows one of its own (mutual TLS 1.3, HTTP/2), so that a connection which is opened on the way cannot work.\"";
    }

    /// <summary>The organisation or the common name, as people know the issuer.</summary>
    private static string NameOf(X500DistinguishedName issuer)
    {
        Dictionary<string, string> parts = [];
        foreach (X500RelativeDistinguishedName part in issuer.EnumerateRelativeDistinguishedNames().Where(part => !part.HasMultipleElements))
            parts.TryAdd(part.GetSingleElementType().Value ?? "", part.GetSingleElementValue() ?? "");
        string[] names = [.. NameKinds.Where(parts.ContainsKey).Select(kind => parts[kind])];
        return names.Length > 0 ? string.Join(", ", names) : issuer.Name;
    }
}
