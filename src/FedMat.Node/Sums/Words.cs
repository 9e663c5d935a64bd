using FedMat.Protocol;
using FedMat.Storage.Node;
using FedMat.Wire;
using FedMat.Wire.V1;
using Google.Protobuf;

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

    /// <summary>A word as the egress ledger takes it down.</summary>
    public static NewEgress ToLine(Said said)
    {
        string name = said.WhatCase.ToString();
        return NewEgress.Word($"{char.ToLowerInvariant(name[0])}{name[1..]}", said.Key.ToNoun(), Body(said).Span);
    }

    private static ByteString Body(Said said) => said.WhatCase switch
    {
        Said.WhatOneofCase.Advert => said.Advert,
        Said.WhatOneofCase.Dealing => said.Dealing,
        Said.WhatOneofCase.Holding => said.Holding,
        Said.WhatOneofCase.Complaint => said.Complaint,
        Said.WhatOneofCase.Opening => said.Opening,
        Said.WhatOneofCase.Agreement => said.Agreement,
        Said.WhatOneofCase.Answer => said.Answer,
        Said.WhatOneofCase.Tags => said.Tags,
        Said.WhatOneofCase.Acceptance => said.Acceptance,
        Said.WhatOneofCase.Closing => said.Closing,
        Said.WhatOneofCase.Consent => said.Consent,
        _ => said.ToByteString(),
    };
}
