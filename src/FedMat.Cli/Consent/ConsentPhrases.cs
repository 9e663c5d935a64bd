using System.Globalization;
using System.Text.Json;

namespace FedMat.Cli.Consent;

/// <summary>The sentences of the consent text in one language: a resource file with the same keys and placeholders in each.</summary>
internal sealed class ConsentPhrases
{
    public static readonly IReadOnlyList<string> Languages = ["en", "zh", "ja"];
    private readonly Dictionary<string, string> phrases;

    private ConsentPhrases(Dictionary<string, string> phrases) => this.phrases = phrases;

    /// <summary>Every sentence by its key.</summary>
    public IReadOnlyDictionary<string, string> All => phrases;

    /// <param name="language">One of <see cref="Languages"/>.</param>
    public static ConsentPhrases In(string language)
    {
        using Stream file = typeof(ConsentPhrases).Assembly.GetManifestResourceStream($"consent.{language}.json")
            ?? throw new ArgumentException($"there are no texts in '{language}'", nameof(language));
        return new ConsentPhrases(JsonSerializer.Deserialize<Dictionary<string, string>>(file)!);
    }

    public string Say(string key, params object[] values) => string.Format(CultureInfo.InvariantCulture, phrases[key], values);
}
