using FedMat.Protocol;

namespace FedMat.Aggregation.Tests;

/// <summary>Every message that a node is told, altered at random: it is no message, or it is refused.</summary>
public sealed class MutationTests
{
    private const int Mutations = 100_000;
    private static readonly HonestSum Whole = new(new Consortium(4));
    private static readonly HonestSum Lossy = new(new Consortium(4), [3]);
    private static readonly RingVector Vector = HonestSum.Copy(Whole.Vectors[0]);
    private static readonly Dictionary<MemberId, RingVector> Silent = new() { [Whole.Id(1)] = Whole.Masked[1].Vector };
    private static readonly MemberId Self = Whole.Id(0);
    private static readonly SignedMessage<DealerList> Dealers = Whole.Dealers;
    private static readonly SignedMessage<InputRequest> Request = Whole.Request;
    private static readonly HeldShare[] Shares = Whole.SharesFor(0);
    private static readonly SignedMessage<Acceptance>[] Accepted = [AcceptanceOf(1), AcceptanceOf(2)];

    private static readonly Target[] Targets =
    [
        Signed(Whole.Adverts, list => Refusal(Whole.Advertised[0].Deal(list))),
        SignedAgain(Whole.Adverts, list => Refusal(Whole.Advertised[0].Deal(list))),
        Signed(Dealers, list => Whole.Dealt[0].Hold(list, Shares, []).Refusal),
        SignedAgain(Dealers, list => Whole.Dealt[0].Hold(list, Shares, []).Refusal),
        Body(new HeldShares(Shares), held => Whole.Dealt[0].Hold(Dealers, held.Shares, []).Refusal),
        Signed(ComplaintOf(1), complaint => Refusal(Whole.Dealt[0].Open(complaint, []))),
        Signed(Opened, opening => Whole.Dealt[0].Hold(Dealers, Shares, [opening]).Refusal),
        Signed(Request, request => Refusal(Mask(request))),
        SignedAgain(Request, request => Refusal(Mask(request))),
        Signed(Whole.SurvivorList, list => Refusal(Whole.Masked[0].Agree(list, new SumLedger([])))),
        SignedAgain(Whole.SurvivorList, list => Refusal(Whole.Masked[0].Agree(list, new SumLedger([])))),
        Body(Whole.UnmaskRequest, request => Refusal(Whole.Agreed[0].Unmask(request))),
        Body(Lossy.UnmaskRequest, request => Refusal(Lossy.Held[3].Unmask(request, HonestSum.State, Lossy.Ask.Hash))),
        Signed(Whole.Result, result => Refusal(Whole.Unmasked[0].Check(result, Whole.Sum, 1))),
        SignedAgain(Whole.Result, result => Refusal(Whole.Unmasked[0].Check(result, Whole.Sum, 1))),
        Body(Whole.CheckListWithout(1), list => Refusal(Whole.Checked[0].Accept(list, Silent, 1))),
        Signed(Close, request => Refusal(CloseOn(request))),
        SignedAgain(Close, request => Refusal(CloseOn(request))),
        Body(Certificate, certificate => Refusal(new SumLedger([]).WithCertificate(certificate, Whole.Terms.Round, Whole.Terms))),
        Signed(ConsentOf(1), consent => Refusal(new SumLedger([]).WithConsent(consent, Whole.Terms.Members[1].Key))),
        Signed(AcceptanceOf(0), acceptance => StateProof.Refuse(Whole.Terms, Whole.Terms.Round, HonestSum.State, [acceptance, .. Accepted])),
    ];

    private static SignedMessage<Opening> Opened => Whole.Dealt[1].Open(ComplaintOf(0, 1), []).OrThrow();

    private static SignedMessage<CloseRequest> Close => Whole.Consortium.Signed(new CloseRequest(Whole.Terms.Round));

    private static CloseCertificate Certificate => new(
        [.. Whole.Consortium.Ids.Take(3).Select(id => Whole.Consortium.SignedBy(id, new Closing(Whole.Terms.Round, id)))]);

    [Fact]
    public void Node_OnAlteredMessages_RefusesThem()
    {
        Random random = new(20261121);
        Assert.All(Targets, target => Assert.Null(target.Told(target.Original)));
        int refused = 0;
        for (int i = 0; i < Mutations; i++)
        {
            Target target = Targets[i % Targets.Length];
            byte[] altered = Alteration.Of(target.Original, Targets[random.Next(Targets.Length)].Original, random);
            if (!altered.AsSpan().SequenceEqual(target.Original) && IsRefused(target, altered))
                refused++;
        }

        Assert.True(refused > Mutations / 10, $"only {refused} altered messages could be read");
        Assert.Equal(Whole.Vectors[0].Hash, Vector.Hash);
    }

    /// <summary>False where the bytes were no message at all.</summary>
    private static bool IsRefused(Target target, byte[] altered)
    {
        Refusal? refusal;
        try
        {
            refusal = target.Told(altered);
        }
        catch (FormatException)
        {
            return false;
        }

        Assert.True(refusal is not null, $"{target.Name} was accepted though altered");
        return true;
    }

    private static Target Signed<T>(SignedMessage<T> message, Func<SignedMessage<T>, Refusal?> tell)
        where T : class, ISumMessage<T> => new(T.Tag, message.ToBytes(), bytes => tell(SignedMessage<T>.Parse(bytes)));

    /// <summary>The coordinator signs what was altered.</summary>
    private static Target SignedAgain<T>(SignedMessage<T> message, Func<SignedMessage<T>, Refusal?> tell)
        where T : class, ISumMessage<T> => Body(message.Content, content => tell(Whole.Consortium.Signed(content)));

    private static Target Body<T>(T message, Func<T, Refusal?> tell)
        where T : class, ISumMessage<T> => new(T.Tag, SumMessage.Body(message), bytes => tell(SumMessage.Read<T>(bytes)));

    private static Refusal? Refusal<T>(Outcome<T> outcome)
        where T : class
    {
        Assert.NotEqual(outcome.IsGiven, outcome.Refusal is not null);
        return outcome.Refusal;
    }

    private static Outcome<Masked> Mask(SignedMessage<InputRequest> request) =>
        Whole.Held[0].Mask(request, HonestSum.State, Whole.Ask, 1, Unspoilt(request), 1);

    /// <summary>Only the request as it was is answered, and that spoils its vector.</summary>
    private static RingVector Unspoilt(SignedMessage<InputRequest> request) =>
        request.Content == Request.Content ? HonestSum.Copy(Vector) : Vector;

    private static Outcome<AttemptClosing> CloseOn(SignedMessage<CloseRequest> request) =>
        AttemptClosing.Close(request, Whole.Terms, Self, Whole.Consortium.KeyOf(Self), AttemptPromises.None);

    private static SignedMessage<Complaint> ComplaintOf(int holder, int dealer = 0) => Whole.Consortium.SignedBy(
        Whole.Id(holder), new Complaint(Whole.Terms.Setup, Whole.Id(holder), Whole.Id(dealer), Whole.Dealers.Content.Hash));

    private static SignedMessage<Consent> ConsentOf(int member) =>
        Whole.Consortium.SignedBy(Whole.Id(member), new Consent(HonestSum.State, Whole.Session, Whole.Id(member)));

    private static SignedMessage<Acceptance> AcceptanceOf(int member) => Whole.Consortium.SignedBy(
        Whole.Id(member), new Acceptance(Whole.Terms.Round, Whole.Id(member), Whole.Session, Whole.Session, Whole.Sum.Hash, HonestSum.State));

    private sealed record Target(string Name, byte[] Original, Func<byte[], Refusal?> Told);
}
