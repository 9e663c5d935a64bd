using System.Net;
using FedMat.Protocol;
using FedMat.Storage;

namespace FedMat.Node;

/// <summary>How connections to the coordinator leave the site: directly, or through an HTTP proxy that is asked to CONNECT.</summary>
public sealed class CoordinatorProxy
{
    private const string FromEnvironment = "environment";
    private const int LongestCredentials = 1024;

    private CoordinatorProxy(IWebProxy? web, string shown)
    {
        Web = web;
        Shown = shown;
    }

    /// <summary>Connections go straight to the coordinator, whatever the environment says.</summary>
    public static CoordinatorProxy None { get; } = new(web: null, "none");

    /// <summary>The proxy of the process's environment (HTTPS_PROXY, NO_PROXY), or of the system's settings on Windows.</summary>
    public static CoordinatorProxy Environment { get; } = new(HttpClient.DefaultProxy, FromEnvironment);

    /// <summary>The proxy's address for people, without credentials.</summary>
    public string Shown { get; }

    /// <summary>Null for a direct connection.</summary>
    internal IWebProxy? Web { get; }

    /// <summary>Through which proxy a connection to the coordinator goes; null for none.</summary>
    public Uri? For(Uri coordinator) => Web is { } web && !web.IsBypassed(coordinator) ? web.GetProxy(coordinator) : null;

    /// <summary>A proxy as a command or a settings file names it.</summary>
    /// <param name="text">http://host:port, or "environment"; null for none.</param>
    /// <param name="credentialsFile">user:password in one line, for its owner's eyes only; null for none.</param>
    /// <exception cref="RefusedException">FM503: it is no such address. FM504 or FM506: the file cannot be used.</exception>
    public static CoordinatorProxy Of(string? text, string? credentialsFile)
    {
        if (text is null or FromEnvironment)
        {
            if (credentialsFile is not null)
                throw Invalid("'proxyCredentialsFile' goes with a 'proxy' of the form http://host:port");
            return text is null ? None : Environment;
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? address) || address.Scheme != Uri.UriSchemeHttp || address.PathAndQuery != "/")
            throw Invalid("'proxy' is an address like http://host:port with nothing behind the port, or the word environment");
        if (address.UserInfo.Length > 0)
            throw Invalid("'proxy' holds no user and no password: put them into a file of mode 0600 and name it in 'proxyCredentialsFile'");
        return new CoordinatorProxy(new WebProxy(address) { Credentials = credentialsFile is null ? null : Credentials(credentialsFile) }, address.Authority);
    }

    /// <summary>The settings `proxy` and `proxyCredentialsFile` of a file that may have them.</summary>
    /// <exception cref="RefusedException">FM503, FM504 or FM506, with the file.</exception>
    public static CoordinatorProxy Read(SettingsFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        try
        {
            return Of(file.OptionalText("proxy"), file.OptionalFile("proxyCredentialsFile"));
        }
        catch (RefusedException error) when (error.Refusal.Code == RefusalCode.SettingInvalid)
        {
            throw new RefusedException(error.Refusal with { Detail = $"{file.Path}: {error.Refusal.Detail}" }, error);
        }
    }

    private static NetworkCredential Credentials(string file)
    {
        string text = SiteFile.ReadSecret(file, "proxyCredentialsFile").TrimEnd('\r', '\n');
        int colon = text.IndexOf(':');
        return colon > 0 && text.Length <= LongestCredentials && !text.AsSpan().ContainsAny('\r', '\n')
            ? new NetworkCredential(text[..colon], text[(colon + 1)..])
            : throw new RefusedException(RefusalCode.KeyUnusable, $"{file} (setting 'proxyCredentialsFile'): write user:password into it, in one line");
    }

    private static RefusedException Invalid(string rule) => new(RefusalCode.SettingInvalid, rule);
}
