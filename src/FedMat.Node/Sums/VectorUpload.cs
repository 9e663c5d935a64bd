using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Wire;
using FedMat.Wire.V1;
using Google.Protobuf;

namespace FedMat.Node;

/// <summary>A masked vector that leaves, with the words that go with it.</summary>
/// <param name="plan">Of the study.</param>
/// <param name="turn">The attempt in which it is masked.</param>
/// <param name="words">What is said with it.</param>
internal sealed class VectorUpload(Plan plan, SumTurn turn, IReadOnlyList<Said> words)
{
    private readonly SignedMessage<MaskedInput> input = turn.Masked!.Message;

    public RoundId Round { get; } = turn.Round;

    public RingVector Vector { get; } = turn.Masked!.Vector;

    public SignedMessage<MaskedInput> Input => input;

    public IReadOnlyList<Said> Words => words;

    /// <summary>What the checks judge before every try.</summary>
    public NextContribution Contribution { get; } = new(plan, turn.Round, turn.Ask!, turn.Roster);

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
