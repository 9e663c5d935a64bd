using FedMat.Protocol;

namespace FedMat.Aggregation.Tests;

/// <summary>
/// Every word that a member says to the coordinator, altered at random on its way or by a corrupt member that signs it: it is no word, or it is
/// refused, or it harms nobody.
/// </summary>
public sealed class CorruptWordTests
{
    private const int Mutations = 100_000;

    /// <summary>One in so many is altered before it is signed.</summary>
    private const int Signed = 16;

    private static readonly Consortium Four = new(4);
    private static readonly CorruptWords Words = new(Four, Four.Terms());

    public static TheoryData<int, int> OtherAttempts => new() { { 1, 2 }, { 2, 1 } };

    [Fact]
    public void Coordinator_OnAlteredWords_RefusesThemOrComesToTheSameEnd()
    {
        Random random = new(20261121);
        int refused = 0, taken = 0;
        for (int i = 0; i < Mutations; i++)
        {
            WordTarget target = Words.Targets[i % Words.Targets.Count];
            WordTarget other = Words.Targets[random.Next(Words.Targets.Count)];
            bool signs = random.Next(Signed) == 0;
            byte[] original = signs ? target.Body : target.Original;
            byte[] altered = Alteration.Of(original, other.Original, random);
            if (altered.AsSpan().SequenceEqual(original) || Tell(target, altered, signs) is not { } harmless)
                continue;
            Assert.True(signs || !harmless, $"{target.Name} was taken though altered");
            (refused, taken) = harmless ? (refused, taken + 1) : (refused + 1, taken);
        }

        Assert.True(refused > Mutations / 10, $"only {refused} altered words could be read");
        Assert.True(taken > Mutations / 1000, $"only {taken} altered words were taken");
        Assert.All(Words.Targets, target => Assert.True(Tell(target, target.Original, signs: false)));
    }

    [Theory]
    [MemberData(nameof(OtherAttempts))]
    public void Coordinator_OnWordsOfAnotherAttemptOrRound_RefusesThem(int round, int attempt)
    {
        CorruptWords others = new(Four, Four.Terms(round, attempt));
        foreach ((WordTarget target, WordTarget other) in Words.Targets.Zip(others.Targets))
            Assert.True(target.Tell(other.Original)?.Code == RefusalCode.SetupForeign, target.Name);
    }

    [Fact]
    public void Coordinator_OnWordsInAnothersName_RefusesThem()
    {
        foreach (WordTarget target in Words.Targets)
        {
            byte[] renamed = [.. target.Body];
            Four.Ids[0].ToArray().CopyTo(renamed, renamed.AsSpan().IndexOf(Words.Id.ToArray()));
            RefusalCode? code = target.Tell(target.Sign(renamed))?.Code;
            Assert.True(code is RefusalCode.SignatureInvalid or RefusalCode.ContributionUnsigned or RefusalCode.NotOnTheList, $"{target.Name}: {code}");
        }
    }

    /// <summary>Null where the bytes were no word at all; false where the word was refused, and true where it was taken and the end is right.</summary>
    private static bool? Tell(WordTarget target, byte[] bytes, bool signs)
    {
        try
        {
            if (target.Tell(signs ? target.Sign(bytes) : bytes) is not null)
                return false;
        }
        catch (FormatException)
        {
            return null;
        }

        target.Finish();
        return true;
    }
}
