using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Wire;
using FedMat.Wire.V1;
using Google.Protobuf;

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

    /// <summary>The coordinator's word that it has this vector; null when it is something else.</summary>
    public SignedMessage<InputReceipt>? Receipt(ByteString bytes, VerifyingKey coordinator)
    {
        try
        {
            SignedMessage<InputReceipt> receipt = bytes.ToSigned<InputReceipt>();
            InputReceipt expected = new(input.Content.Session, input.Content.Member, input.Content.Payload);
            return receipt.IsSignedBy(coordinator) && receipt.Content == expected ? receipt : null;
        }
        catch (RefusedException)
        {
            return null;
        }
    }
}
