using FedMat.Protocol;
using static FedMat.Aggregation.Tests.Lists;

namespace FedMat.Aggregation.Tests;

/// <summary>One vector, one list: fake aborts and retries without one member.</summary>
public sealed class ContributionHistoryTests
{
    private static readonly Dictionary<string, Func<RefusalCode?>> Allowed = new()
    {
        ["the first list"] = () => new SumLedger([]).Sign(Neural, "01234"),
        ["the same list at another attempt"] = () => After(Neural, "01234").Sign(Neural, "01234"),
        ["one member less after a certificate"] = () => After(Neural, "01234").Closed(1).Sign(Neural, "0123"),
        ["one member less from another model"] = () => After(Neural, "01234").Sign(Neural, "0123", Later),
        ["one member less for another question"] = () => After(Neural, "01234").Sign(Moments, "0123"),
        ["without a convicted dealer"] = () => After(Neural, "01234").Convicted(4).Sign(Neural, "0123"),
        ["this node's rows changed"] = () => After(Neural, "01234").Sign(Neural, "0'1234"),
    };

    private static readonly Dictionary<string, Func<RefusalCode?>> Refusals = new()
    {
        ["one member less"] = () => After(Neural, "01234").Sign(Neural, "0123"),
        ["one member more"] = () => After(Neural, "0123").Sign(Neural, "01234"),
        ["another member's rows changed"] = () => After(Neural, "01234").Sign(Neural, "01234'"),
        ["one member less in another round"] = () => After(Neural, "01234", At(1) with { Round = 2 }).Sign(Neural, "0123"),
        ["one member less under another study"] = () => After(Neural, "01234", OfAnotherStudy).Sign(Neural, "0123"),
        ["one member less at the same attempt"] = () => After(Neural, "01234").Sign(Neural, "0123", attempt: 1),
        ["one of two attempts closed"] = () => After(Neural, "01234").And(Neural, "01234", At(2)).Closed(1).Sign(Neural, "0123"),
        ["an accepted sum with a certificate"] = () => After(Neural, "01234", At(1), CohortStatus.Accepted).Closed(1).Sign(Neural, "0123"),
        ["without a convicted dealer and one more"] = () => After(Neural, "01234").Convicted(4).Sign(Neural, "012"),
        ["with a convicted dealer that was not there"] = () => After(Neural, "0123").Convicted(4).Sign(Neural, "01234"),
        ["with a convicted dealer's changed rows"] = () => After(Neural, "01234").Convicted(4).Sign(Neural, "01234'"),
    };

    public static TheoryData<string> AllowedNames => [.. Allowed.Keys];

    public static TheoryData<string> RefusedNames => [.. Refusals.Keys];

    [Theory]
    [MemberData(nameof(AllowedNames))]
    public void MaySign_List_IsAllowed(string name) => Assert.Null(Allowed[name]());

    [Theory]
    [MemberData(nameof(RefusedNames))]
    public void MaySign_List_IsRefused(string name) => Assert.Equal(RefusalCode.CohortDiffers, Refusals[name]());

    [Fact]
    public void MaySign_AtAnAttemptThatWasClosed_IsRefused() =>
        Assert.Equal(RefusalCode.AttemptClosed, After(Neural, "01234").Closed(1).Sign(Neural, "01234", attempt: 1));

    [Fact]
    public void WithCertificate_OfTooFew_IsRefused() => RefusesCertificate(CertificateBy(At(1), 0, 1, 2), At(1));

    [Fact]
    public void WithCertificate_OfOneMemberTwice_IsRefused() => RefusesCertificate(CertificateBy(At(1), 0, 1, 2, 2), At(1));

    [Fact]
    public void WithCertificate_ForAnotherAttempt_IsRefused() => RefusesCertificate(CertificateBy(At(2), 0, 1, 2, 3), At(1));

    [Fact]
    public void WithCertificate_OfAnotherStudysMembers_IsRefused() =>
        RefusesCertificate(CertificateBy(OfAnotherStudy, 0, 1, 2, 3), OfAnotherStudy);

    private static void RefusesCertificate(CloseCertificate certificate, RoundId attempt) =>
        Refused.As(RefusalCode.TooFewSignatures, After(Neural, "01234").WithCertificate(certificate, attempt, Terms));
}
