using FedMat.Cli.Membership;
using FedMat.Protocol;
using FedMat.Storage;

namespace FedMat.Cli.Tests.Membership;

/// <summary>How a new passphrase is chosen.</summary>
public sealed class PassphrasePromptTests
{
    [Fact]
    public void Choose_WithOneThatWasGiven_AsksNobody()
    {
        Passphrase given = new("correct horse", "a file");
        Assert.Same(given, PassphrasePrompt.Choose(given, "the root key", _ => throw new InvalidOperationException()));
    }

    [Fact]
    public void Choose_TypedTwiceTheSame_TakesIt() => Assert.Equal(13, PassphrasePrompt.Choose(null, "the root key", Typing("correct horse", "correct horse")).Length);

    [Fact]
    public void Choose_TypedDifferently_IsRefused() => AssertRefused("not the same", Typing("correct horse", "correct house"));

    [Fact]
    public void Choose_TooShort_IsRefused() => AssertRefused("12 characters", Typing("horse", "horse"));

    [Fact]
    public void Choose_WithoutATerminal_NamesWhatToGive() => AssertRefused(Passphrase.Variable, _ => null);

    private static void AssertRefused(string problem, Func<string, string?> read)
    {
        Refusal refusal = Assert.Throws<RefusedException>(() => PassphrasePrompt.Choose(null, "the root key", read)).Refusal;
        Assert.Equal(RefusalCode.PassphraseUnusable, refusal.Code);
        Assert.Contains(problem, refusal.Detail);
    }

    private static Func<string, string?> Typing(params string[] lines)
    {
        Queue<string> left = new(lines);
        return _ => left.Dequeue();
    }
}
