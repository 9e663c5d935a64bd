using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Storage.Coordinator;

namespace FedMat.Coordinator.Sums;

/// <summary>What was said and decided in an attempt, as far as it is not written yet.</summary>
internal sealed class AttemptLog
{
    private readonly HashSet<Digest> heard = [];
    private readonly List<SumWord> unwritten = [];
    private int written;

    /// <summary>Whether the word was taken before.</summary>
    public bool Has(Word word) => heard.Contains(word.Hash);

    /// <summary>A word that was taken. Tags are written with the list that holds them.</summary>
    public void Add(Word word)
    {
        heard.Add(word.Hash);
        if (word.Kind != SumWordKind.Tags)
            unwritten.Add(word.ToStored());
    }

    public void Add(SumWordKind decision, ReadOnlyMemory<byte> body = default) => unwritten.Add(new SumWord(decision, body));

    public void CollectInto(SumChanges changes, RoundId attempt) =>
        changes.Words.AddRange(unwritten.Select((word, index) => (attempt, written + index, word)));

    /// <summary>Everything is on the disk.</summary>
    public void Written() => Written(written + unwritten.Count);

    /// <summary>Everything is on the disk, as so many words.</summary>
    public void Written(int words)
    {
        written = words;
        unwritten.Clear();
    }
}
