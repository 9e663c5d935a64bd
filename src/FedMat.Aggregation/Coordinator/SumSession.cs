using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Aggregation;

/// <summary>A dealt setup with the question that is put to it.</summary>
/// <param name="setup">U1, U2 and what was dealt.</param>
/// <param name="request">Model state and question.</param>
/// <param name="ask">The question.</param>
/// <param name="holders">Members of U2 that may hold all their shares, in the order of their ids' bytes.</param>
internal sealed class SumSession(DealtSetup setup, SignedMessage<InputRequest> request, RoundSpec ask, IReadOnlyList<MemberId> holders)
{
    public DealtSetup Setup { get; } = setup;

    public Chair Chair => Setup.Chair;

    public SignedMessage<InputRequest> Request { get; } = request;

    public RoundSpec Ask { get; } = ask;

    public IReadOnlyList<MemberId> Holders { get; } = holders;

    public Digest Id { get; } = request.Content.Session;

    public Refusal? Refuse(Digest session) => RollRules.Bound("session", session, Id);
}
