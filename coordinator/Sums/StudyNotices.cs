using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Storage.Coordinator;

namespace FedMat.Coordinator.Sums;

/// <summary>What every member is told for as long as its study runs: certificates, convictions, consents. One caller at a time.</summary>
internal sealed class StudyNotices
{
    private const int MostConsents = 16;
    private readonly HashSet<(MemberId, Offence)> convicted = [];
    private readonly Dictionary<Digest, SignedMessage<Consent>> consents = [];

    /// <param name="known">What was written before.</param>
    public StudyNotices(IEnumerable<SumNotice> known)
    {
        foreach (SumNotice notice in known)
        {
            if (notice.Kind == SumNoticeKind.Conviction)
                Remember(SumMessage.Read<Conviction>(notice.Body.Span));
            else if (notice.Kind == SumNoticeKind.Consent)
                Remember(SignedMessage<Consent>.Parse(notice.Body.Span));
            Told.Add(Notice.Of(notice));
        }

        Told.Publish();
    }

    public SumNotices Told { get; } = new();

    /// <summary>Members whose shares were proved false.</summary>
    public HashSet<MemberId> FalseDealers { get; } = [];

    public IReadOnlyCollection<SignedMessage<Consent>> Consents => consents.Values;

    /// <returns>Whether it is the first of its kind.</returns>
    public bool Convict(Conviction conviction, SumChanges changes)
    {
        if (!Remember(conviction))
            return false;
        Add(new SumNotice(conviction.Round, SumNoticeKind.Conviction, SumMessage.Body(conviction)), changes);
        return true;
    }

    public void Certify(RoundId attempt, CloseCertificate certificate, SumChanges changes) =>
        Add(new SumNotice(attempt, SumNoticeKind.Certificate, SumMessage.Body(certificate)), changes);

    /// <summary>A member's consent, whose signature the caller has checked.</summary>
    public Refusal? Take(RoundId attempt, SignedMessage<Consent> consent, SumChanges changes)
    {
        if (consents.ContainsKey(consent.Hash))
            return null;
        if (consents.Values.Count(known => known.Content.Member == consent.Content.Member) >= MostConsents)
            return new Refusal(RefusalCode.ContributionRepeated, $"more than {MostConsents} consents of one member in one study");
        Remember(consent);
        Add(new SumNotice(attempt, SumNoticeKind.Consent, consent.ToBytes()), changes);
        return null;
    }

    private void Add(SumNotice notice, SumChanges changes)
    {
        changes.Notices.Add(notice);
        Told.Add(Notice.Of(notice));
    }

    private bool Remember(Conviction conviction)
    {
        if (conviction.Offence is Offence.FalseDeal or Offence.FalseOpening)
            FalseDealers.Add(conviction.Member);
        return convicted.Add((conviction.Member, conviction.Offence));
    }

    private void Remember(SignedMessage<Consent> consent) => consents.TryAdd(consent.Hash, consent);
}
