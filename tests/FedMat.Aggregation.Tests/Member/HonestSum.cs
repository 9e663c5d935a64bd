using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Aggregation.Tests;

/// <summary>
/// One attempt as everybody plays it who is honest, the coordinator in its barest form included. Each stage is worked out when it is
/// first asked for, so that a test can take the states as they are and go on with a lie.
/// </summary>
internal sealed class HonestSum
{
    public static readonly Digest State = Digest.Of("state"u8);
    private readonly SumInputs inputs;
    private readonly Lazy<IReadOnlyList<Advertised>> advertised;
    private readonly Lazy<IReadOnlyList<Dealt>> dealt;
    private readonly Lazy<IReadOnlyList<Held>> held;
    private readonly Lazy<IReadOnlyList<Masked>> masked;
    private readonly Lazy<IReadOnlyList<Agreed>> agreed;
    private readonly Lazy<IReadOnlyList<Unmasked>> unmasked;
    private readonly Lazy<RingVector> sum;
    private readonly Lazy<IReadOnlyList<Checked>> tagged;

    /// <param name="consortium">Everybody in the plan takes part.</param>
    /// <param name="lost">Places of members whose vector never arrives.</param>
    /// <param name="ring">Of the sum.</param>
    /// <param name="attempt">At round 1.</param>
    public HonestSum(Consortium consortium, IReadOnlyCollection<int>? lost = null, Ring ring = Ring.Bits32, int attempt = 1)
        : this(consortium, SumInputs.Drawn(consortium.Terms(attempt: attempt), ring, State), lost ?? [])
    {
    }

    public HonestSum(Consortium consortium, SumInputs inputs, IReadOnlyCollection<int> lost)
    {
        Consortium = consortium;
        this.inputs = inputs;
        Survivors = [.. Places.Except(lost)];
        advertised = All(() => Places.Select(i => Aggregation.Advertised.Begin(Terms, Id(i), consortium.KeyOf(Id(i)), Secrets[i])));
        dealt = All(() => Advertised.Select(state => state.Deal(Adverts).OrThrow()));
        held = All(() => Places.Select(i => Dealt[i].Hold(Dealers, SharesFor(i), []).Held!));
        masked = All(() => Places.Select(i => Held[i].Mask(Request, inputs.State, Ask, inputs.Snapshot, Copy(Vectors[i]), 1).OrThrow()));
        agreed = All(() => Survivors.Select(i => Masked[i].Agree(SurvivorList, new SumLedger([])).OrThrow()));
        unmasked = All(() => Agreed.Select(state => state.Unmask(UnmaskRequest).OrThrow()));
        sum = new(() => new TestRecovery(this).Sum());
        tagged = All(() => Unmasked.Select(state => state.Check(Result, Sum, 1).OrThrow()));
    }

    public Consortium Consortium { get; }

    public SumTerms Terms => inputs.Terms;

    public RoundSpec Ask => inputs.Ask;

    public IReadOnlyList<SetupSecrets> Secrets => inputs.Secrets;

    /// <summary>Q(x) of everybody.</summary>
    public IReadOnlyList<RingVector> Vectors => inputs.Vectors;

    /// <summary>Places of U3.</summary>
    public IReadOnlyList<int> Survivors { get; }

    public IReadOnlyList<int> Lost => [.. Places.Except(Survivors)];

    public IReadOnlyList<Advertised> Advertised => advertised.Value;

    public SignedMessage<AdvertList> Adverts => Consortium.Signed(new AdvertList(Terms.Setup, [.. Advertised.Select(state => state.Message)]));

    public IReadOnlyList<Dealt> Dealt => dealt.Value;

    public SignedMessage<DealerList> Dealers =>
        Consortium.Signed(new DealerList(Terms.Setup, Adverts.Hash, [.. Dealt.Select(state => state.Message.Deal)]));

    public IReadOnlyList<Held> Held => held.Value;

    public SignedMessage<InputRequest> Request => Consortium.Signed(new InputRequest(Terms.Setup, Dealers.Content.Hash, inputs.State, Ask.Hash));

    public Digest Session => Dealers.Content.Session(inputs.State, Ask.Hash);

    /// <summary>Of everybody: who is lost is lost after masking.</summary>
    public IReadOnlyList<Masked> Masked => masked.Value;

    public SignedMessage<SurvivorList> SurvivorList =>
        Consortium.Signed(new SurvivorList(Session, [.. Survivors.Select(i => Masked[i].Message)]));

    /// <summary>Of the survivors, in their order, as the states after it.</summary>
    public IReadOnlyList<Agreed> Agreed => agreed.Value;

    public UnmaskRequest UnmaskRequest => new(SurvivorList, [.. Agreed.Take(Terms.Thresholds.Signing).Select(state => state.Message)]);

    public IReadOnlyList<Unmasked> Unmasked => unmasked.Value;

    /// <summary>S, from T answers.</summary>
    public RingVector Sum => sum.Value;

    public SignedMessage<SumResult> Result => Consortium.Signed(new SumResult(Session, SurvivorList.Content.Hash, Sum.Hash));

    public IReadOnlyList<Checked> Checked => tagged.Value;

    public CheckList CheckList => new([.. Checked.Select(state => state.Message)], [], []);

    private IEnumerable<int> Places => Enumerable.Range(0, Consortium.Ids.Count);

    public static RingVector Copy(RingVector vector) => new(vector.Ring, vector.Memory.ToArray());

    public MemberId Id(int place) => Consortium.Ids[place];

    /// <summary>What all other dealers made for one holder.</summary>
    public HeldShare[] SharesFor(int holder) => [.. Places.Where(i => i != holder).Select(i => ShareOf(i, holder))];

    public HeldShare ShareOf(int dealer, int holder) => TestDealing.ShareFor(Terms.Setup, Dealt[dealer].Message, holder);

    /// <summary>The check list that names these survivors (by their order among the survivors) as silent.</summary>
    public CheckList CheckListWithout(params int[] silent) => new(
        [.. Checked.Where((_, i) => !silent.Contains(i)).Select(state => state.Message)],
        [.. silent.Select(i => new RevealedSecret(Id(Survivors[i]), SecretOf(Survivors[i], 2)))],
        [.. Lost.Select(i => new RevealedSecret(Id(i), SecretOf(i, 1)))]);

    public byte[] SecretOf(int place, int part) => Secrets[place].ToBytes()[(32 * part)..(32 * (part + 1))];

    private static Lazy<IReadOnlyList<T>> All<T>(Func<IEnumerable<T>> make) => new(() => [.. make()]);
}
