using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Aggregation.Tests;

public sealed class StateProofTests
{
    private static readonly Consortium Five = new(5);
    private static readonly SumTerms Terms = Five.Terms();
    private static readonly Digest State = Digest.Of("state"u8);
    private static readonly Dictionary<string, (RefusalCode? Code, SignedMessage<Acceptance>[] Acceptances)> Cases = new()
    {
        ["of enough members"] = (null, [By(0), By(1), By(2), By(3)]),
        ["of too few"] = (RefusalCode.TooFewSignatures, [By(0), By(1), By(2)]),
        ["of one member twice"] = (RefusalCode.TooFewSignatures, [By(0), By(1), By(2), By(2)]),
        ["with a forged one"] = (RefusalCode.SignatureInvalid, [By(0), By(1), By(2), By(3, signer: 0)]),
        ["with one of another state"] = (RefusalCode.StateNotReached, [By(0), By(1), By(2), By(3, state: Digest.Of("other"u8))]),
        ["with one of another attempt"] = (RefusalCode.StateNotReached, [By(0), By(1), By(2), By(3, attempt: 2)]),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Proof_MadeOfAcceptances_HoldsOrNot(string name) =>
        Assert.Equal(Cases[name].Code, StateProof.Refuse(Terms, Terms.Round, State, Cases[name].Acceptances)?.Code);

    private static SignedMessage<Acceptance> By(int member, int? signer = null, Digest? state = null, int attempt = 1) => Five.SignedBy(
        Five.Ids[signer ?? member],
        new Acceptance(
            Five.Terms(attempt: attempt).Round, Five.Ids[member], Digest.Of("session"u8), Digest.Of("U3"u8), Digest.Of("S"u8), state ?? State));
}
