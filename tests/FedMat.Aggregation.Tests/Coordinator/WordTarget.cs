using FedMat.Protocol;

namespace FedMat.Aggregation.Tests;

/// <summary>A word of the corrupt member, and the stage of the coordinator that it goes to, which has everybody else's.</summary>
/// <param name="Name">The kind of word.</param>
/// <param name="Original">As an honest member would say it.</param>
/// <param name="Body">What of it is altered before the corrupt member signs it.</param>
/// <param name="Tell">Brings bytes to the stage; a FormatException if they are no such word.</param>
/// <param name="Sign">The word that the corrupt member makes of an altered body.</param>
/// <param name="Finish">Asserts that after the word that was taken last the attempt ends as it should, and begins the stage anew.</param>
internal sealed record WordTarget(
    string Name, byte[] Original, byte[] Body, Func<byte[], Refusal?> Tell, Func<byte[], byte[]> Sign, Action Finish)
{
    /// <param name="word">Original.</param>
    /// <param name="sign">As the corrupt member.</param>
    /// <param name="begin">Makes the stage.</param>
    /// <param name="take">Brings a word to it.</param>
    /// <param name="finish">Goes on from it.</param>
    public static WordTarget Of<TStage, T>(
        SignedMessage<T> word, Func<T, SignedMessage<T>> sign, Func<TStage> begin, Func<TStage, SignedMessage<T>, Refusal?> take, Action<TStage> finish)
        where T : class, ISumMessage<T> => Of(
            T.Tag, word.ToBytes(), SumMessage.Body(word.Content), bytes => SignedMessage<T>.Parse(bytes), body => sign(SumMessage.Read<T>(body)).ToBytes(),
            begin, take, finish);

    public static WordTarget Of<TStage>(
        Dealing dealing, Func<Dealing, Dealing> sign, Func<TStage> begin, Func<TStage, Dealing, Refusal?> take, Action<TStage> finish)
    {
        byte[] body = SumMessage.Body(dealing);
        return Of(
            Dealing.Tag, body, body, bytes => SumMessage.Read<Dealing>(bytes), altered => SumMessage.Body(sign(SumMessage.Read<Dealing>(altered))), begin,
            take, finish);
    }

    private static WordTarget Of<TStage, TWord>(
        string name, byte[] original, byte[] body, Func<byte[], TWord> read, Func<byte[], byte[]> sign, Func<TStage> begin,
        Func<TStage, TWord, Refusal?> take, Action<TStage> finish)
    {
        TStage stage = begin();
        return new WordTarget(name, original, body, bytes => take(stage, read(bytes)), sign, () =>
        {
            finish(stage);
            stage = begin();
        });
    }
}
