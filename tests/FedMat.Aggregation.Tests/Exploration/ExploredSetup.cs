using System.Security.Cryptography;
using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Aggregation.Tests;

/// <summary>
/// One attempt with everything that can be said in it, made by the real node half under real keys when it is first asked for. A state of
/// an honest node follows from its stored secrets and from the lists that it was shown, so each is made once, whatever happened before.
/// </summary>
/// <param name="parties">Keys.</param>
/// <param name="terms">The attempt.</param>
/// <param name="state">Hash of the model state.</param>
/// <param name="ask">What is summed.</param>
/// <param name="corrupt">The members that sign anything.</param>
/// <param name="snapshots">Of all members, by their places.</param>
internal sealed class ExploredSetup(Parties parties, SumTerms terms, Digest state, RoundSpec ask, MemberSet corrupt, IReadOnlyList<int> snapshots)
{
    private readonly Dictionary<int, Advertised> advertised = [];
    private readonly Dictionary<(int, Step), object?> states = [];
    private readonly Dictionary<Step, object> lists = [];

    public SumTerms Terms => terms;

    public Digest State => state;

    public RoundSpec Ask => ask;

    public MemberSet Corrupt => corrupt;

    public IReadOnlyList<int> Snapshots => snapshots;

    public MemberSet Members { get; } =
        MemberSet.Of(Enumerable.Range(0, snapshots.Count).Where(place => terms.Find(Parties.IdOf(place)) is not null));

    public SignedMessage<Advert> Advert(int node) => Begin(node).Message;

    public Dealt? Dealt(int node, Step step) => Once(node, step.Dealing, () => Begin(node).Deal(Adverts(step)).Value);

    public Held? Held(int node, Step step) => Once(node, step.Input, () =>
        Dealt(node, step)?.Hold(Dealers(step), SharesFor(node, step), []).Held);

    public Masked? Masked(int node, Step step) => Once(node, step.Input with { Version = 1 }, () =>
        Held(node, step)?.Mask(Request(step), state, ask, snapshots[node], VectorOf(node), 1).Value);

    /// <summary>By a node that signed nothing before: what is refused here no history makes legal.</summary>
    public Agreed? Agreed(int node, Step step) => Once(node, step.As(StepKind.Agree), () =>
        Masked(node, step)?.Agree(Survivors(step), new SumLedger([])).Value);

    public SignedMessage<AdvertList> Adverts(Step step) => Listed(step.Dealing, () =>
        new AdvertList(terms.Setup, [.. step.U1.Places.Select(place => Begin(place).Message)]));

    public SignedMessage<DealerList> Dealers(Step step) => Listed(step.Input, () =>
        new DealerList(terms.Setup, Adverts(step).Hash, [.. step.U2.Places.Select(place => DealOf(place, step))]));

    public SignedMessage<SurvivorList> Survivors(Step step) => Listed(step.As(StepKind.Agree), () =>
        new SurvivorList(Session(step), [.. step.U3.Places.Select(place => InputOf(place, step))]));

    public UnmaskRequest UnmaskRequest(Step step) =>
        new(Survivors(step), [.. step.Signers.Places.Select(place => AgreementOf(place, step))]);

    public SignedMessage<Agreement> ForgedAgreement(int place, UnmaskRequest request) => parties.SignedBy(
        place, new Agreement(request.Survivors.Content.Session, Parties.IdOf(place), request.Survivors.Content.Hash));

    public CloseCertificate Certificate(Step step) => new([.. step.Signers.Places.Select(Closing)]);

    public SignedMessage<Closing> Closing(int place) =>
        Once(place, new Step(StepKind.Close, 0), () => parties.SignedBy(place, new Closing(terms.Round, Parties.IdOf(place))))!;

    public Outcome<AttemptClosing> Close(int node, AttemptPromises promises) => AttemptClosing.Close(
        parties.Signed(new CloseRequest(terms.Round)), terms, Parties.IdOf(node), parties.KeyOf(node), promises);

    /// <summary>Q(x).</summary>
    public RingVector VectorOf(int node)
    {
        RingVector vector = new(ask.Ring, ask.Length);
        vector[0] = 1 << node;
        return vector;
    }

    public Digest Session(Step step) => Dealers(step).Content.Session(state, ask.Hash);

    private Advertised Begin(int place)
    {
        if (!advertised.TryGetValue(place, out Advertised? begun))
        {
            begun = Advertised.Begin(terms, Parties.IdOf(place), parties.KeyOf(place), SetupSecrets.Draw(RandomNumberGenerator.Create()));
            advertised.Add(place, begun);
        }

        return begun;
    }

    /// <summary>A corrupt member signs a deal for lists that it does not stand in, too.</summary>
    private SignedMessage<Deal> DealOf(int place, Step step) => Dealt(place, step)?.Message.Deal
        ?? parties.SignedBy(place, new Deal(terms.Setup, Parties.IdOf(place), Adverts(step).Hash, Digest.Of("root"u8)));

    private HeldShare[] SharesFor(int node, Step step) => step.U1.Covers(step.U2)
        ? [.. step.U2.Without(node).Places.Select(dealer =>
            TestDealing.ShareFor(terms.Setup, Dealt(dealer, step)!.Message, step.U1.PositionOf(node)))]
        : [];

    private SignedMessage<InputRequest> Request(Step step) =>
        parties.Signed(new InputRequest(terms.Setup, Dealers(step).Content.Hash, state, ask.Hash));

    private SignedMessage<MaskedInput> InputOf(int place, Step step) => corrupt.Contains(place)
        ? parties.SignedBy(
            place, new MaskedInput(Session(step), Parties.IdOf(place), ask.Length, Digest.Of([(byte)step.Version]), snapshots[place]))
        : Masked(place, step)!.Message;

    private SignedMessage<Agreement> AgreementOf(int place, Step step) => corrupt.Contains(place)
        ? ForgedAgreement(place, new UnmaskRequest(Survivors(step), []))
        : Agreed(place, step)!.Message;

    private T? Once<T>(int node, Step step, Func<T?> make)
        where T : class
    {
        if (!states.TryGetValue((node, step), out object? made))
            states.Add((node, step), made = make());
        return (T?)made;
    }

    private SignedMessage<T> Listed<T>(Step step, Func<T> make)
        where T : class, ISumMessage<T>
    {
        if (!lists.TryGetValue(step, out object? made))
            lists.Add(step, made = parties.Signed(make()));
        return (SignedMessage<T>)made;
    }
}
