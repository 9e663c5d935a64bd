using System.Net.Sockets;
using FedMat.Materials;
using FedMat.Protocol;
using FedMat.Wire;
using Grpc.Core;

namespace FedMat.Cli;

/// <summary>Says what went wrong in words for a person, and whose fault it was in an exit code.</summary>
internal static class Failure
{
    /// <summary>One message, on standard error.</summary>
    /// <returns>The exit code.</returns>
    public static int Report(Exception error)
    {
        (int code, string message) = Explain(error);
        Console.Error.WriteLine($"fedmat: {message}");
        return code;
    }

    private static (int Code, string Message) Explain(Exception error) => error switch
    {
        AggregateException { InnerException: { } inner } => Explain(inner),
        InputException input => (ExitCode.User, input.Message),
        RefusedException refused => (IsUsersMistake(refused.Refusal.Code) ? ExitCode.User : ExitCode.World, refused.Message),
        RpcException rpc when RefusalStatus.TryRead(rpc, out Refusal? refusal) => Explain(new RefusedException(refusal)),
        RpcException rpc => (ExitCode.World, $"the coordinator did not answer as it should ({rpc.StatusCode}): {rpc.Status.Detail}"),
        OperationCanceledException => (ExitCode.Interrupted, "stopped"),
        FileNotFoundException or DirectoryNotFoundException => (ExitCode.User, error.Message),
        UnauthorizedAccessException => (ExitCode.User, $"{error.Message} Check the file's owner and mode."),
        TimeoutException or IOException or HttpRequestException or SocketException => (ExitCode.World, error.Message),
        _ => (ExitCode.World, $"this should not have happened; please report it: {error}"),
    };

    private static bool IsUsersMistake(RefusalCode code) => code switch
    {
        RefusalCode.PortTaken or RefusalCode.BundleTruncated or RefusalCode.BundleAltered => false,
        >= RefusalCode.PlanInvalid and < RefusalCode.ContributionUnsigned => true,
        >= RefusalCode.ReleaseUnknown => true,
        _ => false,
    };
}
