using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Storage.Node;
using FedMat.Wire.V1;
using Google.Protobuf;

namespace FedMat.Node;

/// <summary>What a step comes to: words to say, and what must be kept before they are said.</summary>
internal sealed class SumReply
{
    private SumReply(RoundId round, Promise? promise, params IReadOnlyList<Said> words)
    {
        Round = round;
        Promise = promise;
        Words = words;
    }

    public RoundId Round { get; }

    public IReadOnlyList<Said> Words { get; private init; }

    /// <summary>Whether this is the first word of an attempt, which is of no use unless the attempt's secrets are stored.</summary>
    public bool IsFirst { get; private init; }

    /// <summary>Null when the words bind to nothing.</summary>
    public Promise? Promise { get; private init; }

    /// <summary>Words that bind to nothing: they may be said differently another time.</summary>
    public static SumReply Free(RoundId round, params IReadOnlyList<Said> words) => new(round, promise: null, words);

    /// <summary>The first word of an attempt.</summary>
    public static SumReply First(RoundId round, Said word) => new(round, promise: null, word) { IsFirst = true };

    /// <summary>A word that is said once and never differently.</summary>
    /// <param name="turn">The attempt.</param>
    /// <param name="stage">Of which it is the answer.</param>
    /// <param name="part">Tells the answers of one stage apart.</param>
    /// <param name="request">Identity of what was asked.</param>
    /// <param name="word">The answer.</param>
    /// <param name="isSecret">Whether the word holds shares.</param>
    public static SumReply Bound(SumTurn turn, Stage stage, int part, Digest request, Said word, bool isSecret = false) =>
        new(turn.Round, new Promise(turn.Setup, (int)stage, part, request, ReadOnlyMemory<byte>.Empty, word.ToByteArray(), isSecret), word);

    /// <summary>The description of a masked vector: it leaves with the vector, not by itself.</summary>
    /// <param name="turn">The attempt.</param>
    /// <param name="input">The description.</param>
    /// <param name="contribution">The vector under the masks.</param>
    public static SumReply Vector(SumTurn turn, SignedMessage<MaskedInput> input, Digest contribution)
    {
        Promise promise = new(turn.Setup, (int)Stage.Mask, 0, input.Content.Session, ReadOnlyMemory<byte>.Empty, input.ToBytes(), IsSecret: false);
        return new SumReply(turn.Round, promise with { Contribution = contribution });
    }

    public SumReply With(IReadOnlyList<NewSignedList> lists) =>
        new(Round, Promise! with { Lists = lists }, Words);

    /// <summary>The words as they were kept, be it now or before a restart.</summary>
    public IReadOnlyList<Said> Kept(byte[] answer) => Words.Count == 0 ? Words : [Said.Parser.ParseFrom(answer)];
}
