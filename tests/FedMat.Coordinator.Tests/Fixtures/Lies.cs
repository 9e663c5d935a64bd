using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Wire;
using FedMat.Wire.V1;

namespace FedMat.Coordinator.Tests;

/// <summary>Words that a member signs and that are not true.</summary>
internal static class Lies
{
    public static Said FalseTags(Said said, Party party)
    {
        CheckTags tags = said.Tags.ToSigned<CheckTags>().Content;
        byte[] wrong = [.. tags.Tags];
        wrong[0] ^= 1;
        return new Said { Key = said.Key, Tags = SignedMessage<CheckTags>.Sign(tags with { Tags = wrong }, party.Key).ToByteString() };
    }

    /// <summary>The acceptance of another state than the one that follows from the sum.</summary>
    public static Said OtherState(Said said, Party party)
    {
        Acceptance acceptance = said.Acceptance.ToSigned<Acceptance>().Content with { State = Digest.Of("another state"u8) };
        return new Said { Key = said.Key, Acceptance = SignedMessage<Acceptance>.Sign(acceptance, party.Key).ToByteString() };
    }

    /// <summary>A dealer whose envelopes some holders cannot open; it opens what it dealt to whom it is asked to.</summary>
    public static Func<Said, Said> BadDealer(Party party, int round, params MemberId[] holders)
    {
        Digest bad = default;
        return said =>
        {
            if (said.Key.Round != round)
                return said;
            if (said.WhatCase == Said.WhatOneofCase.Opening)
                return OpeningOf(bad, said, party);
            if (said.WhatCase != Said.WhatOneofCase.Dealing)
                return said;
            Dealing dealing = BadEnvelopes(said.Dealing.ToBody<Dealing>(), party, holders);
            bad = dealing.Deal.Hash;
            return new Said { Key = said.Key, Dealing = dealing.ToBody() };
        };
    }

    /// <summary>That a member holds its shares, whatever it holds.</summary>
    public static Said OwnHolding(Said others, Party party)
    {
        Holding holding = others.Holding.ToSigned<Holding>().Content with { Member = party.Id };
        return new Said { Key = others.Key, Holding = SignedMessage<Holding>.Sign(holding, party.Key).ToByteString() };
    }

    /// <summary>The same signed dealing with other envelopes than were signed.</summary>
    public static Said OtherEnvelopes(Said said, byte flip)
    {
        Dealing dealing = said.Dealing.ToBody<Dealing>();
        DealtShare[] shares = [.. dealing.Shares.Select(share => share with { Envelope = [.. share.Envelope.Select(part => (byte)(part ^ flip))] })];
        return new Said { Key = said.Key, Dealing = new Dealing(dealing.Deal, shares).ToBody() };
    }

    private static Said OpeningOf(Digest deal, Said said, Party party)
    {
        Opening opening = said.Opening.ToSigned<Opening>().Content with { Deal = deal };
        return new Said { Key = said.Key, Opening = SignedMessage<Opening>.Sign(opening, party.Key).ToByteString() };
    }

    private static Dealing BadEnvelopes(Dealing dealing, Party party, MemberId[] holders)
    {
        DealtShare[] shares = [.. dealing.Shares.Select(share => holders.Contains(share.Holder) ? Altered(share) : share)];
        Deal deal = dealing.Deal.Content;
        Digest root = MerkleTree.Root([.. shares.Select(share => share.Leaf(deal.Setup, deal.Member))]);
        return new Dealing(SignedMessage<Deal>.Sign(deal with { Root = root }, party.Key), shares);
    }

    private static DealtShare Altered(DealtShare share) => share with { Envelope = [.. share.Envelope.Reverse()] };
}
