using System.Text.Encodings.Web;
using System.Text.Json;

namespace FedMat.Cli.Membership;

/// <summary>What an administrator did about membership, one JSON line an act, in the administrator's folder.</summary>
internal static class ActJournal
{
    public const string FileName = "acts.jsonl";
    private static readonly JsonSerializerOptions ForPeople = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="folder">The administrator's.</param>
    /// <param name="now">When it was done.</param>
    /// <param name="act">What, as the command is called.</param>
    /// <param name="roster">The number that holds from then on.</param>
    /// <param name="what">It did, in words.</param>
    /// <param name="reason">As typed; may be empty.</param>
    public static void Add(string folder, DateTimeOffset now, string act, int roster, string what, string reason) => File.AppendAllText(
        Path.Combine(folder, FileName), JsonSerializer.Serialize(new { time = Moment.Whole(now), act, roster, what, reason }, ForPeople) + "\n");
}
