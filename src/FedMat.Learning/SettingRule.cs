namespace FedMat.Learning;

/// <summary>A rule that a learner's setting keeps.</summary>
internal static class SettingRule
{
    /// <exception cref="FormatException">It does not hold; the message names the key and the rule.</exception>
    public static void Require(bool holds, string key, string rule)
    {
        if (!holds)
            throw new FormatException($"learner: '{key}' {rule}");
    }
}
