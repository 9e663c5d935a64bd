using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Wire.V1;

namespace FedMat.Node;

/// <summary>A masked vector that leaves, with the words that go with it.</summary>
internal sealed class VectorUpload(SumTurn turn, IReadOnlyList<Said> words)
{
    private readonly SignedMessage<MaskedInput> input = turn.Masked!.Message;

    public RoundId Round { get; } = turn.Round;

    public RingVector Vector { get; } = turn.Masked!.Vector;

    public SignedMessage<MaskedInput> Input => input;

    public IReadOnlyList<Said> Words => words;

    public Digest Payload => input.Content.Payload;

    /// <summary>Whether a part of it may be at the coordinator already.</summary>
    public bool IsBegun { get; set; } = turn.HasLeft;

    /// <summary>Whether a receipt is the coordinator's word that it has this vector.</summary>
    public bool IsReceipt(SignedMessage<InputReceipt> receipt, VerifyingKey coordinator) =>
        receipt.IsSignedBy(coordinator)
        && receipt.Content == new InputReceipt(input.Content.Session, input.Content.Member, input.Content.Payload);
}
