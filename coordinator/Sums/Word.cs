using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Storage.Coordinator;
using FedMat.Wire;
using FedMat.Wire.V1;
using Google.Protobuf;

namespace FedMat.Coordinator.Sums;

/// <summary>What one member said in an attempt: read, and not yet judged.</summary>
internal sealed class Word
{
    private readonly ByteString bytes;

    private Word(SumWordKind kind, ByteString bytes, object message, Digest hash, MemberId speaker)
    {
        Kind = kind;
        Hash = hash;
        this.bytes = bytes;
        Message = message;
        Speaker = speaker;
    }

    public SumWordKind Kind { get; }

    /// <summary>A message of the secure sum, as the protocol's coordinator half takes it.</summary>
    public object Message { get; }

    /// <summary>In whose name it stands.</summary>
    public MemberId Speaker { get; }

    /// <summary>Where an attempt must stand for it.</summary>
    public SumStep Step => Kind switch
    {
        SumWordKind.Advert => SumStep.Adverts,
        SumWordKind.Dealing => SumStep.Deals,
        SumWordKind.Holding or SumWordKind.Complaint or SumWordKind.Opening => SumStep.Holdings,
        SumWordKind.Input => SumStep.Inputs,
        SumWordKind.Agreement => SumStep.Agreements,
        SumWordKind.Answer => SumStep.Answers,
        SumWordKind.Tags => SumStep.Tags,
        SumWordKind.Acceptance => SumStep.Acceptances,
        _ => SumStep.Closings,
    };

    /// <summary>
    /// SHA-256 of what was signed. A member can put one body into any number of bytes, with other signatures or other shares beside it: the first of them
    /// that is taken is the word.
    /// </summary>
    public Digest Hash { get; }

    public SumWord ToStored() => new(Kind, bytes.Memory);

    /// <exception cref="RefusedException">FM107.</exception>
    public static Word Of(Said said) => said.WhatCase switch
    {
        Said.WhatOneofCase.Advert => Of(SumWordKind.Advert, said.Advert),
        Said.WhatOneofCase.Dealing => Of(SumWordKind.Dealing, said.Dealing),
        Said.WhatOneofCase.Holding => Of(SumWordKind.Holding, said.Holding),
        Said.WhatOneofCase.Complaint => Of(SumWordKind.Complaint, said.Complaint),
        Said.WhatOneofCase.Opening => Of(SumWordKind.Opening, said.Opening),
        Said.WhatOneofCase.Agreement => Of(SumWordKind.Agreement, said.Agreement),
        Said.WhatOneofCase.Answer => Of(SumWordKind.Answer, said.Answer),
        Said.WhatOneofCase.Tags => Of(SumWordKind.Tags, said.Tags),
        Said.WhatOneofCase.Acceptance => Of(SumWordKind.Acceptance, said.Acceptance),
        Said.WhatOneofCase.Closing => Of(SumWordKind.Closing, said.Closing),
        _ => throw new RefusedException(RefusalCode.Malformed, "a word of a kind that is not known here"),
    };

    /// <exception cref="RefusedException">FM107.</exception>
    public static Word Of(SumWord stored) => Of(stored.Kind, UnsafeByteOperations.UnsafeWrap(stored.Body));

    /// <exception cref="RefusedException">FM107.</exception>
    public static Word Of(SumWordKind kind, ByteString bytes) => kind switch
    {
        SumWordKind.Advert => Signed<Advert>(kind, bytes, word => word.Member),
        SumWordKind.Dealing => Dealt(bytes),
        SumWordKind.Holding => Signed<Holding>(kind, bytes, word => word.Member),
        SumWordKind.Complaint => Signed<Complaint>(kind, bytes, word => word.Member),
        SumWordKind.Opening => Signed<Opening>(kind, bytes, word => word.Member),
        SumWordKind.Input => Signed<MaskedInput>(kind, bytes, word => word.Member),
        SumWordKind.Agreement => Signed<Agreement>(kind, bytes, word => word.Member),
        SumWordKind.Answer => Signed<UnmaskAnswer>(kind, bytes, word => word.Member),
        SumWordKind.Tags => Signed<CheckTags>(kind, bytes, word => word.Member),
        SumWordKind.Acceptance => Signed<Acceptance>(kind, bytes, word => word.Member),
        SumWordKind.Closing => Signed<Closing>(kind, bytes, word => word.Member),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no member says this"),
    };

    private static Word Signed<T>(SumWordKind kind, ByteString bytes, Func<T, MemberId> speaker)
        where T : class, ISumMessage<T>
    {
        SignedMessage<T> message = bytes.ToSigned<T>();
        return new Word(kind, bytes, message, message.Hash, speaker(message.Content));
    }

    private static Word Dealt(ByteString bytes)
    {
        Dealing dealing = bytes.ToBody<Dealing>();
        return new Word(SumWordKind.Dealing, bytes, dealing, dealing.Deal.Hash, dealing.Deal.Content.Member);
    }
}
