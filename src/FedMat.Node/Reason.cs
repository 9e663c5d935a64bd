using FedMat.Protocol;
using FedMat.Wire;
using Grpc.Core;

namespace FedMat.Node;

/// <summary>Why a call failed, in a few words for the log.</summary>
internal static class Reason
{
    public static string Of(Exception error) => error switch
    {
        RpcException rpc when rpc.ToRefusal() is { } refusal => refusal.ToString(),
        RpcException rpc => $"{rpc.StatusCode}: {rpc.Status.Detail}",
        RefusedException refused => refused.Refusal.ToString(),
        _ => error.Message,
    };
}
