using FedMat.Protocol;
using FedMat.Wire;
using FedMat.Wire.V1;

namespace FedMat.Node;

/// <summary>Bodies as the words that carry them to the coordinator.</summary>
internal static class Words
{
    public static Said Of(RoundId round, SignedMessage<Advert> advert) => new() { Key = round.ToMessage(), Advert = advert.ToByteString() };

    public static Said Of(RoundId round, Dealing dealing) => new() { Key = round.ToMessage(), Dealing = dealing.ToBody() };

    public static Said Of(RoundId round, SignedMessage<Holding> holding) => new() { Key = round.ToMessage(), Holding = holding.ToByteString() };

    public static Said Of(RoundId round, SignedMessage<Complaint> complaint) => new() { Key = round.ToMessage(), Complaint = complaint.ToByteString() };

    public static Said Of(RoundId round, SignedMessage<Opening> opening) => new() { Key = round.ToMessage(), Opening = opening.ToByteString() };

    public static Said Of(RoundId round, SignedMessage<Agreement> agreement) => new() { Key = round.ToMessage(), Agreement = agreement.ToByteString() };

    public static Said Of(RoundId round, SignedMessage<UnmaskAnswer> answer) => new() { Key = round.ToMessage(), Answer = answer.ToByteString() };

    public static Said Of(RoundId round, SignedMessage<CheckTags> tags) => new() { Key = round.ToMessage(), Tags = tags.ToByteString() };

    public static Said Of(RoundId round, SignedMessage<Acceptance> acceptance) => new() { Key = round.ToMessage(), Acceptance = acceptance.ToByteString() };

    public static Said Of(RoundId round, SignedMessage<Closing> closing) => new() { Key = round.ToMessage(), Closing = closing.ToByteString() };
}
