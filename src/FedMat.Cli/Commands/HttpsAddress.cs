using System.CommandLine;
using System.CommandLine.Parsing;

namespace FedMat.Cli.Commands;

/// <summary>An address that a user types.</summary>
internal static class HttpsAddress
{
    /// <summary>A required option that takes https://host:port.</summary>
    public static Option<Uri> Option(string name, string description) => new(name)
    {
        Description = description,
        Required = true,
        CustomParser = result => Parse(name, result)!,
    };

    /// <summary>The same where it may be left out.</summary>
    public static Option<Uri?> Optional(string name, string description) => new(name)
    {
        Description = description,
        CustomParser = result => Parse(name, result),
    };

    /// <summary>An option that takes HOST:PORT, with or without https:// before it.</summary>
    public static Option<Uri?> HostPort(string name, string description, bool required) => new(name)
    {
        Description = description,
        Required = required,
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            string full = text.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? text : $"https://{text}";
            if (Uri.TryCreate(full, UriKind.Absolute, out Uri? address) && address.PathAndQuery == "/" && address.UserInfo.Length == 0
                && full.TrimEnd('/').EndsWith($":{address.Port}", StringComparison.Ordinal))
                return address;
            result.AddError($"'{text}' is no address; write {name} HOST:PORT");
            return null;
        },
    };

    private static Uri? Parse(string name, ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (Uri.TryCreate(text, UriKind.Absolute, out Uri? address) && address.Scheme == Uri.UriSchemeHttps)
            return address;
        result.AddError($"'{text}' is no https address; write {name} https://host:port");
        return null;
    }
}
