using System.Security.Authentication;
using FedMat.Materials;
using FedMat.Protocol;
using Grpc.Core;

namespace FedMat.Cli.Tests;

/// <summary>Whose fault it was: 2 is the user's, 1 is the world's.</summary>
public sealed class FailureTests
{
    public static TheoryData<Exception, int> Failures => new()
    {
        { new InputException("no", "Do."), ExitCode.User },
        { new FileNotFoundException("no"), ExitCode.User },
        { new UnauthorizedAccessException("no"), ExitCode.User },
        { new IOException("no"), ExitCode.World },
        { new TimeoutException("no"), ExitCode.World },
        { new HttpRequestException("no"), ExitCode.World },
        { new RpcException(new Status(StatusCode.Unavailable, "no")), ExitCode.World },
        { new RpcException(new Status(StatusCode.Unavailable, "no", new HttpRequestException("no", new AuthenticationException("no")))), ExitCode.User },
        { new InvalidOperationException("no"), ExitCode.World },
        { new RpcException(new Status(StatusCode.Cancelled, "no")), ExitCode.Interrupted },
        { new OperationCanceledException(), ExitCode.Interrupted },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public void Exception_HasItsExitCode(Exception error, int code) => Assert.Equal(code, Failure.Report(error));

    [Fact]
    public void Text_OfWordsThatAPeerChose_MovesNoCursor() => Assert.Equal(
        "fedmat: the coordinator did not answer as it should (Unavailable):  [2Jgone \nin a second line",
        Failure.Text("the coordinator did not answer as it should (Unavailable): \u001b[2Jgone\u202e\nin a second line"));

    [Theory]
    [InlineData(RefusalCode.UnknownCertificate, ExitCode.User)]
    [InlineData(RefusalCode.RosterNotSigned, ExitCode.User)]
    [InlineData(RefusalCode.IncompatibleVersion, ExitCode.World)]
    [InlineData(RefusalCode.Malformed, ExitCode.World)]
    [InlineData(RefusalCode.InvitationUnusable, ExitCode.User)]
    [InlineData(RefusalCode.PassphraseUnusable, ExitCode.User)]
    [InlineData(RefusalCode.PlanMembers, ExitCode.User)]
    [InlineData(RefusalCode.ContributionLate, ExitCode.World)]
    [InlineData(RefusalCode.ReleaseUnknown, ExitCode.User)]
    [InlineData(RefusalCode.BundleTruncated, ExitCode.World)]
    [InlineData(RefusalCode.BundleAltered, ExitCode.World)]
    [InlineData(RefusalCode.LedgerAltered, ExitCode.World)]
    [InlineData(RefusalCode.ProxyInTheWay, ExitCode.World)]
    [InlineData(RefusalCode.BundleNotSigned, ExitCode.User)]
    [InlineData(RefusalCode.SettingUnknown, ExitCode.User)]
    [InlineData(RefusalCode.PortTaken, ExitCode.World)]
    [InlineData(RefusalCode.KeyUnusable, ExitCode.User)]
    public void Refusal_HasItsExitCode(RefusalCode refusal, int code) => Assert.Equal(code, Failure.Report(new RefusedException(refusal, "no")));
}
