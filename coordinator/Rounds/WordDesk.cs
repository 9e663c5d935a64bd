using FedMat.Coordinator.Studies;
using FedMat.Coordinator.Sums;
using FedMat.Protocol;
using FedMat.Wire;
using FedMat.Wire.V1;

namespace FedMat.Coordinator.Rounds;

/// <summary>Takes in what members say in sums, in its order. The first word that is refused ends it; those before it were taken.</summary>
internal sealed class WordDesk(RoundDriver driver)
{
    /// <exception cref="RefusedException">FM107, FM209, FM302, FM309, or what the stage says to a word.</exception>
    public async Task TakeAsync(Member caller, IReadOnlyList<Said> words, CancellationToken cancellation)
    {
        for (int i = 0, next; i < words.Count; i = next)
        {
            StudyId study = words[i].Key.ToNoun().Study;
            next = i + 1;
            while (next < words.Count && words[next].Key?.Study.Equals(words[i].Key.Study) == true)
                next++;
            Said[] together = [.. words.Skip(i).Take(next - i)];
            await RunOf(caller, study).ChangeAsync(sums => Take(caller, sums, together), true, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>A study that names the caller.</summary>
    /// <exception cref="RefusedException">FM209: there is no such study. FM302: its plan does not name the caller.</exception>
    public StudyRun RunOf(Member caller, StudyId study)
    {
        StudyRun run = driver.Find(study);
        return run.Situation.Concerns(caller.Id)
            ? run
            : throw new RefusedException(RefusalCode.ContributionForeign, $"the plan of study {study.Short} does not name '{caller.Name}'");
    }

    /// <exception cref="RefusedException">FM302.</exception>
    public static void RequireOwn(Member caller, MemberId speaker)
    {
        if (speaker != caller.Id)
            throw new RefusedException(RefusalCode.ContributionForeign, $"'{caller.Name}' may speak in its own name only");
    }

    private static bool Take(Member caller, StudySums sums, IEnumerable<Said> words)
    {
        foreach (Said said in words)
        {
            if (Take(caller, sums, said) is { } refusal)
                throw new RefusedException(refusal);
        }

        return true;
    }

    private static Refusal? Take(Member caller, StudySums sums, Said said)
    {
        RoundId round = said.Key.ToNoun();
        if (said.WhatCase == Said.WhatOneofCase.Consent)
        {
            SignedMessage<Consent> consent = said.Consent.ToSigned<Consent>();
            RequireOwn(caller, consent.Content.Member);
            return sums.Take(round, consent);
        }

        Word word = Word.Of(said);
        RequireOwn(caller, word.Speaker);
        return sums.Take(round, word);
    }
}
