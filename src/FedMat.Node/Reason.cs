using FedMat.Protocol;
using FedMat.Wire;
using Grpc.Core;

namespace FedMat.Node;

/// <summary>Why a call failed, in a few words for the log.</summary>
internal static class Reason
{
    /// <param name="error">The failure.</param>
    /// <param name="coordinator">Who was called, where a proxy may be in the way.</param>
    public static string Of(Exception error, Uri coordinator) => ProxyObstacle.Of(error, coordinator)?.ToString() ?? Of(error);

    public static string Of(Exception error) => error switch
    {
        RpcException rpc when rpc.ToRefusal() is { } refusal => refusal.ToString(),
        RpcException rpc => $"{rpc.StatusCode}: {rpc.Status.Detail}",
        RefusedException refused => refused.Refusal.ToString(),
        _ => error.Message,
    };
}
