using System.CommandLine;

namespace FedMat.Cli.Commands;

/// <summary>An address that a user types.</summary>
internal static class HttpsAddress
{
    /// <summary>A required option that takes https://host:port.</summary>
    public static Option<Uri> Option(string name, string description) => new(name)
    {
        Description = description,
        Required = true,
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (Uri.TryCreate(text, UriKind.Absolute, out Uri? address) && address.Scheme == Uri.UriSchemeHttps)
                return address;
            result.AddError($"'{text}' is no https address; write {name} https://host:port");
            return null!;
        },
    };
}
