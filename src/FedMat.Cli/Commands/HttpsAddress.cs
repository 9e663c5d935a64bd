using System.CommandLine;
using FedMat.Materials;

namespace FedMat.Cli.Commands;

/// <summary>An address that a user types.</summary>
internal static class HttpsAddress
{
    /// <exception cref="InputException">It is not of the form https://host:port.</exception>
    public static Uri Of(ParseResult parsed, Option<Uri> option)
    {
        Uri address = parsed.GetRequiredValue(option);
        return address.IsAbsoluteUri && address.Scheme == Uri.UriSchemeHttps
            ? address
            : throw new InputException($"'{address}' is no https address", $"Write {option.Name} https://host:port.");
    }
}
