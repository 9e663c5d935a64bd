using System.Security.Cryptography;
using FedMat.Aggregation;
using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Simulation;

/// <summary>The node's half of one attempt: keeps the states, and gives the word of each stage.</summary>
internal sealed class InMemoryMember : IDisposable
{
    private readonly SetupSecrets secrets;
    private readonly Advertised advertised;
    private Dealt? dealt;
    private Held? held;
    private Masked? masked;
    private Agreed? agreed;
    private Unmasked? unmasked;
    private Checked? tagged;

    public InMemoryMember(SumTerms terms, MemberId id, SigningKey key, RandomNumberGenerator source)
    {
        Id = id;
        secrets = SetupSecrets.Draw(source);
        advertised = Advertised.Begin(terms, id, key, secrets);
    }

    public MemberId Id { get; }

    public SignedMessage<Advert> Advert => advertised.Message;

    /// <summary>y.</summary>
    public RingVector Vector => Of(masked).Vector;

    public Dealing Deal(SignedMessage<AdvertList> list) => (dealt = advertised.Deal(list).OrThrow()).Message;

    public SignedMessage<Holding> Hold(HoldStage stage)
    {
        HoldResult result = Of(dealt).Hold(stage.List, stage.SharesFor(Id), []);
        held = result.Held ?? throw new InvalidOperationException($"honest members have no complaints: {result.Refusal}");
        return held.Message;
    }

    public SignedMessage<MaskedInput> Mask(SignedMessage<InputRequest> request, RoundSpec ask, RingVector vector, CancellationToken cancellation)
    {
        masked = Of(held).Mask(request, request.Content.State, ask, 1, vector, 1, cancellation).OrThrow();
        return masked.Message;
    }

    public SignedMessage<Agreement> Agree(SignedMessage<SurvivorList> list) => (agreed = Of(masked).Agree(list, new SumLedger([])).OrThrow()).Message;

    public SignedMessage<UnmaskAnswer> Answer(UnmaskRequest request) => (unmasked = Of(agreed).Unmask(request).OrThrow()).Message;

    public SignedMessage<CheckTags> Check(SignedMessage<SumResult> result, RingVector sum, CancellationToken cancellation) =>
        (tagged = Of(unmasked).Check(result, sum, 1, cancellation).OrThrow()).Message;

    /// <summary>Accepts the sum, and the state that is named after it.</summary>
    /// <param name="list">Everybody's tags.</param>
    /// <param name="vectorOf">y of a survivor that sent none.</param>
    /// <param name="cancellation">Ends the work early.</param>
    public SignedMessage<Acceptance> Accept(CheckList list, Func<MemberId, RingVector> vectorOf, CancellationToken cancellation)
    {
        Dictionary<MemberId, RingVector> silent = Of(tagged).Silent(list).ToDictionary(member => member, vectorOf);
        Accepted accepted = Of(tagged).Accept(list, silent, 1, cancellation).OrThrow();
        return accepted.Sign(accepted.Sum);
    }

    public void Dispose() => secrets.Dispose();

    private static T Of<T>(T? state)
        where T : class => state ?? throw new InvalidOperationException("the member was lost before this stage");
}
