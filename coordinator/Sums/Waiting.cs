namespace FedMat.Coordinator.Sums;

/// <summary>Whether a step of an attempt is waited for, and until when it is not looked at again.</summary>
/// <param name="Verdict">What to do now.</param>
/// <param name="End">When the answer may be another one although nobody says a word; null for never.</param>
internal readonly record struct Waiting(Waiting.Way Verdict, DateTimeOffset? End)
{
    internal enum Way
    {
        Wait,
        GoOn,
        GiveUp,
    }

    public static Waiting Forever { get; } = new(Way.Wait, null);

    public static Waiting Over { get; } = new(Way.GoOn, null);

    public static Waiting Lost { get; } = new(Way.GiveUp, null);

    public static Waiting Until(DateTimeOffset end) => new(Way.Wait, end);
}
