using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Aggregation;

/// <summary>Stage 4 of the secure sum at the coordinator: members open one share of every dealer.</summary>
public sealed class UnmaskStage : ISumStage
{
    private readonly SessionSurvivors survivors;
    private readonly IReadOnlyList<MemberId> dealers;
    private readonly Intake<UnmaskAnswer> answers;

    internal UnmaskStage(SessionSurvivors survivors, IReadOnlyList<SignedMessage<Agreement>> agreements)
    {
        this.survivors = survivors;
        dealers = Setup.Dealers.Members;
        Request = new UnmaskRequest(survivors.List, agreements);
        answers = new Intake<UnmaskAnswer>(survivors.Chair, survivors.Session.Holders, answer => answer.Member)
        {
            Check = Refuse, Convicts = true, Request = survivors.Session.Request.Content,
        };
    }

    public UnmaskRequest Request { get; }

    /// <summary>Who could answer and has not.</summary>
    public IReadOnlyList<MemberId> Missing => answers.Missing;

    /// <summary>Whether the secrets can be recovered.</summary>
    public bool IsEnough => answers.Count >= survivors.Chair.Thresholds.Sharing;

    public IReadOnlyList<Conviction> Convictions => survivors.Chair.Convictions;

    private DealtSetup Setup => survivors.Setup;

    /// <summary>Takes an answer all of whose shares fit the leaves; one that does not convicts its sender.</summary>
    public Refusal? Take(SignedMessage<UnmaskAnswer> answer) => answers.Take(answer, _ => RefuseShares(answer));

    /// <summary>Recovers b of each survivor and s of each lost member from t answers.</summary>
    /// <param name="threads">How many threads may work at once.</param>
    /// <param name="cancellation">Ends the work early.</param>
    /// <returns>FM327 where a dealer dealt something else than it advertised: it stands among the convictions, and the sum cannot be taken.</returns>
    /// <exception cref="InvalidOperationException">There are fewer than t answers.</exception>
    public Outcome<SumRecovery> Recover(int threads, CancellationToken cancellation = default)
    {
        if (!IsEnough)
            throw new InvalidOperationException("fewer members answered than a secret needs shares");
        UnmaskAnswer[] chosen = [.. answers.Taken.Take(survivors.Chair.Thresholds.Sharing).Select(answer => answer.Content)];
        int[] positions = [.. chosen.Select(answer => Setup.Adverts.PositionOf(answer.Member))];
        ShareRecovery recovery = new(positions);
        RevealedSecret?[] secrets = new RevealedSecret?[dealers.Count];
        ParallelOptions options = new() { MaxDegreeOfParallelism = threads, CancellationToken = cancellation };
        Parallel.For(0, secrets.Length, options, dealer => secrets[dealer] = Recover(recovery, dealer, chosen));
        Refusal? refusal = null;
        foreach (int dealer in Enumerable.Range(0, secrets.Length).Where(dealer => secrets[dealer] is null))
        {
            FalseDeal evidence = Setup.Against(dealer, KindOf(dealer), positions, Shares(dealer, chosen));
            refusal = survivors.Chair.Convict(dealers[dealer], Offence.FalseDeal, evidence);
        }

        return refusal is null ? new SumRecovery(survivors, [.. secrets.OfType<RevealedSecret>()]) : refusal;
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Shares(int dealer, IEnumerable<UnmaskAnswer> chosen) => chosen.Select(answer => answer.ShareAt(dealer));

    private RevealedSecret? Recover(ShareRecovery recovery, int dealer, UnmaskAnswer[] chosen)
    {
        byte[] secret = recovery.Recover([.. Shares(dealer, chosen)]);
        return SecretRules.Fits(Setup.Adverts.Of(dealers[dealer]), KindOf(dealer), secret) ? new RevealedSecret(dealers[dealer], secret) : null;
    }

    private ShareKind KindOf(int dealer) => survivors.Roll.Contains(dealers[dealer]) ? ShareKind.SelfMask : ShareKind.MaskKey;

    private Refusal? Refuse(UnmaskAnswer answer)
    {
        if (survivors.Refuse(answer.Session, answer.Survivors) is { } foreign)
            return foreign;
        return answer.Shares.Length == dealers.Count * DealtShare.ShareBytes
            ? null
            : new Refusal(RefusalCode.ShareInvalid, $"{answer.Shares.Length} bytes are not one share of each of {dealers.Count} dealers");
    }

    private Refusal? RefuseShares(SignedMessage<UnmaskAnswer> answer)
    {
        int position = Setup.Adverts.PositionOf(answer.Content.Member);
        for (int dealer = 0; dealer < dealers.Count; dealer++)
        {
            if (Setup.At(dealer).Fits(position, KindOf(dealer), answer.Content.ShareAt(dealer).Span))
                continue;
            FalseShare evidence = new(survivors.Lists, Setup.At(dealer).At(position), answer);
            return survivors.Chair.Convict(answer.Content.Member, Offence.FalseShare, evidence);
        }

        return null;
    }
}
