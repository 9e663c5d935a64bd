using System.Globalization;
using System.Text.Json;
using FedMat.Materials;
using FedMat.Protocol;
using FedMat.Storage.Agreements;

namespace FedMat.Node;

/// <summary>Reads a policy file strictly: every error names file, line and column, and says what to do.</summary>
internal sealed class PolicyReader
{
    public const int LongestList = 1000;
    private readonly string path;
    private readonly HoursReader hours;
    private NodePolicy policy;

    private PolicyReader(string path)
    {
        this.path = path;
        hours = new HoursReader(Invalid);
        policy = NodePolicy.BuiltIn with { File = path, Name = Path.GetFileNameWithoutExtension(path) };
    }

    /// <exception cref="RefusedException">FM509.</exception>
    public static NodePolicy Read(byte[] json, string path)
    {
        try
        {
            return new PolicyReader(path).Read(PlacedJson.Parse(json));
        }
        catch (JsonException error)
        {
            throw new RefusedException(RefusalCode.PolicyInvalid,
                $"{path} line {(error.LineNumber ?? 0) + 1}, column {(error.BytePositionInLine ?? 0) + 1}: this is no JSON; correct it there", error);
        }
    }

    private NodePolicy Read(PlacedJson file)
    {
        if (file.Kind != JsonValueKind.Object)
            throw Invalid(file.Line, file.Column, "a policy is an object: { ... }");
        HashSet<string> seen = [];
        foreach (PlacedMember member in file.Members)
        {
            PolicyKey key = PolicyKey.All.FirstOrDefault(key => key.Name == member.Key) ?? throw Unknown(member, PolicyKey.All.Select(key => key.Name));
            if (!seen.Add(member.Key))
                throw Invalid(member.Line, member.Column, $"'{member.Key}' is given twice; remove one");
            Take(key, member.Value);
        }

        return policy;
    }

    private void Take(PolicyKey key, PlacedJson value) => policy = key.Name switch
    {
        "$schema" => Text(key, value) is not null ? policy : policy,
        "name" => policy with { Name = Text(key, value) },
        "otherwise" => policy with { Otherwise = Answer(key, value) },
        "askWhen" => policy with { AskWhen = Rules(key, value) },
        "properties" => policy with { Properties = Names(key, value) },
        "learners" => policy with { Learners = Names(key, value) },
        "minimumMembers" => policy with { MinimumMembers = (int)Number(key, value) },
        "minimumCell" => policy with { MinimumCell = (int)Number(key, value) },
        "minimumKnownMembers" => policy with { MinimumKnownMembers = (int)Number(key, value) },
        "vouchesNeeded" => policy with { VouchesNeeded = (int)Number(key, value) },
        "with" => policy with { With = Names(key, value) },
        "neverWith" => policy with { NeverWith = Names(key, value) },
        "maximumRounds" => policy with { MaximumRounds = (int)Number(key, value) },
        "roundsPerDay" => policy with { RoundsPerDay = (int)Number(key, value) },
        "bytesPerDay" => policy with { BytesPerDay = Number(key, value) },
        "hours" => policy with { Hours = [.. List(key, value).Select(hours.Read)] },
        "expires" => policy with { Expires = Date(key, value) },
        "consentDays" => policy with { ConsentDays = (int)Number(key, value) },
        _ => throw new System.Diagnostics.UnreachableException(key.Name),
    };

    private string Text(PolicyKey key, PlacedJson value) =>
        value.Kind == JsonValueKind.String && !string.IsNullOrWhiteSpace(value.Scalar.GetString())
            ? value.Scalar.GetString()!
            : throw Wrong(key.Name, value, "is a text that is not blank");

    private long Number(PolicyKey key, PlacedJson value) =>
        value.Kind == JsonValueKind.Number && value.Scalar.TryGetInt64(out long number) && number >= key.Least && number <= key.Most
            ? number
            : throw Wrong(key.Name, value, $"is a whole number from {key.Least} to {key.Most}");

    private PolicyAnswer Answer(PolicyKey key, PlacedJson value) => value.Kind == JsonValueKind.String ? value.Scalar.GetString() switch
    {
        "allow" => PolicyAnswer.Allow,
        "ask" => PolicyAnswer.Ask,
        "refuse" => PolicyAnswer.Refuse,
        _ => throw Wrong(key.Name, value, "is one of \"allow\", \"ask\" and \"refuse\""),
    } : throw Wrong(key.Name, value, "is one of \"allow\", \"ask\" and \"refuse\"");

    private DateTimeOffset Date(PolicyKey key, PlacedJson value) =>
        value.Kind == JsonValueKind.String
        && DateOnly.TryParseExact(value.Scalar.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day)
            ? new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero)
            : throw Wrong(key.Name, value, "is a day like \"2027-12-31\", which begins at midnight UTC");

    private string[] Names(PolicyKey key, PlacedJson value) => [.. List(key, value).Select(item => Text(key, item))];

    private HashSet<string> Rules(PolicyKey key, PlacedJson value)
    {
        HashSet<string> rules = [];
        foreach (PlacedJson item in List(key, value))
        {
            string rule = Text(key, item);
            if (!PolicyKey.Askable.Contains(rule))
                throw Invalid(item.Line, item.Column, $"'{rule}' is no rule that '{key.Name}' takes; those are {string.Join(", ", PolicyKey.Askable)}.{Spelling.Hint(rule, PolicyKey.Askable)}");
            rules.Add(rule);
        }

        return rules;
    }

    private IReadOnlyList<PlacedJson> List(PolicyKey key, PlacedJson value) => value.Kind == JsonValueKind.Array && value.Items.Count <= LongestList
        ? value.Items
        : throw Wrong(key.Name, value, $"is a list [ ... ] of at most {LongestList}");

    private RefusedException Unknown(PlacedMember member, IEnumerable<string> known) => Invalid(
        member.Line, member.Column, $"'{member.Key}' is no key of a policy; known are {string.Join(", ", known)}.{Spelling.Hint(member.Key, known)}");

    private RefusedException Wrong(string key, PlacedJson value, string rule) => Invalid(value.Line, value.Column, $"'{key}' {rule}");

    private RefusedException Invalid(int line, int column, string what) =>
        new(RefusalCode.PolicyInvalid, $"{path} line {line}, column {column}: {what}");
}
