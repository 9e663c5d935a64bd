using System.Net.Sockets;
using System.Security.Authentication;
using FedMat.Materials;
using FedMat.Protocol;
using FedMat.Wire;
using Grpc.Core;

namespace FedMat.Cli;

/// <summary>Says what went wrong in words for a person, and whose fault it was in an exit code.</summary>
internal static class Failure
{
    private const string OtherCertificate =
        "who answers shows another certificate than the coordinator that the folder's roster names: check the address; after rotate-key, start the coordinator with its new keys";

    /// <summary>One message, on standard error.</summary>
    /// <returns>The exit code.</returns>
    public static int Report(Exception error)
    {
        (int code, string message) = Explain(error);
        Console.Error.WriteLine(Text(message));
        return code;
    }

    /// <summary>Others may have written the message: a coordinator, or who stands in its place.</summary>
    internal static string Text(string message) => string.Join('\n', $"fedmat: {message}".Split('\n').Select(TerminalText.Plain));

    private static (int Code, string Message) Explain(Exception error) => error switch
    {
        AggregateException { InnerException: { } inner } => Explain(inner),
        InputException input => (ExitCode.User, input.Message),
        RefusedException refused => (IsUsersMistake(refused.Refusal.Code) ? ExitCode.User : ExitCode.World, refused.Message),
        RpcException rpc when rpc.ToRefusal() is { } refusal => Explain(new RefusedException(refusal)),
        OperationCanceledException or RpcException { StatusCode: StatusCode.Cancelled } => (ExitCode.Interrupted, "stopped"),
        RpcException { Status.DebugException: { } cause } when cause.GetBaseException() is AuthenticationException => (ExitCode.User, OtherCertificate),
        RpcException rpc => (ExitCode.World, $"the coordinator did not answer as it should ({rpc.StatusCode}): {rpc.Status.Detail}"),
        FileNotFoundException or DirectoryNotFoundException => (ExitCode.User, error.Message),
        UnauthorizedAccessException => (ExitCode.User, $"{error.Message} Check the file's owner and mode."),
        HttpRequestException => (ExitCode.World, $"{error.Message.TrimEnd('.')}{Cause(error)}"),
        // A native library that is missing; the message names its package.
        NotSupportedException => (ExitCode.World, error.Message),
        TimeoutException or IOException or SocketException => (ExitCode.World, error.Message),
        _ => (ExitCode.World, $"this should not have happened; please report it: {error}"),
    };

    private static bool IsUsersMistake(RefusalCode code) => code switch
    {
        RefusalCode.PortTaken or RefusalCode.BundleTruncated or RefusalCode.BundleAltered or RefusalCode.LedgerAltered or RefusalCode.ProxyInTheWay => false,
        // A certificate, a role or a roster that the user chose.
        < RefusalCode.IncompatibleVersion or RefusalCode.RosterOlder or RefusalCode.RosterNotSigned => true,
        // An invitation, a request or a roster that somebody has to make anew.
        >= RefusalCode.InvitationUnusable and < RefusalCode.PlanInvalid => true,
        >= RefusalCode.PlanInvalid and < RefusalCode.ContributionUnsigned => true,
        >= RefusalCode.ReleaseUnknown => true,
        _ => false,
    };

    /// <summary>The innermost reason, where the outer message does not give it.</summary>
    private static string Cause(Exception error)
    {
        string cause = error.GetBaseException().Message;
        return error.Message.Contains(cause, StringComparison.Ordinal) || error.InnerException is AuthenticationException or HttpRequestException
            ? ""
            : $": {cause}";
    }
}
