using System.CommandLine;
using System.Globalization;

namespace FedMat.Cli.Commands;

/// <summary>A whole number that a user types.</summary>
internal static class NumberOption
{
    /// <summary>An option that takes a number from <paramref name="least"/> to <paramref name="most"/>.</summary>
    public static Option<long> Create(string name, string description, long otherwise, long least, long most) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => otherwise,
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value) && value >= least && value <= most)
                return value;
            result.AddError($"{name} takes a number from {least} to {most}, not {text}");
            return otherwise;
        },
    };
}
