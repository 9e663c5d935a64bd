using FedMat.Coordinator.Hosting;
using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Wire;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FedMat.Coordinator.Access;

/// <summary>
/// Stands around every call: finds the member by the certificate's pin, enforces its role, and turns what goes wrong into a
/// status. A refusal travels as it is; of an exception nothing travels but that there was one.
/// </summary>
internal sealed class CallGuard(MemberAccess access, IHostApplicationLifetime lifetime, ILogger<CallGuard> log) : Interceptor
{
    private static readonly object CallerKey = new();

    /// <summary>The member that makes this call. Not to be asked where strangers may call.</summary>
    public static Member CallerOf(ServerCallContext context) => (Member)context.UserState[CallerKey];

    /// <summary>The certificate that the connection was made with.</summary>
    public static TlsPin PinOf(ServerCallContext context) => TlsPin.Of(context.GetHttpContext().Connection.ClientCertificate!);

    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation) =>
        GuardAsync(context, () => continuation(request, context));

    public override Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, ServerCallContext context, ClientStreamingServerMethod<TRequest, TResponse> continuation) =>
        GuardAsync(context, () => continuation(requestStream, context));

    public override Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, ServerStreamingServerMethod<TRequest, TResponse> continuation) =>
        GuardAsync(context, () => Void(continuation(request, responseStream, context)));

    public override Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, DuplexStreamingServerMethod<TRequest, TResponse> continuation) =>
        GuardAsync(context, () => Void(continuation(requestStream, responseStream, context)));

    private static async Task<bool> Void(Task work)
    {
        await work.ConfigureAwait(false);
        return true;
    }

    private async Task<T> GuardAsync<T>(ServerCallContext context, Func<Task<T>> call)
    {
        string caller = context.Peer;
        Member? member = null;
        try
        {
            member = access.Admit(context.GetHttpContext().Connection.ClientCertificate, context.Method);
            if (member is not null)
            {
                caller = member.Name;
                context.UserState[CallerKey] = member;
            }

            return await call().ConfigureAwait(false);
        }
        catch (RefusedException refused)
        {
            throw Refused(context, caller, refused.Refusal);
        }
        catch (OperationCanceledException) when (member is not null && access.Refuse(member) is { } refusal)
        {
            throw Refused(context, caller, refusal);
        }
        catch (Exception) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            throw new RpcException(new Status(StatusCode.Unavailable, "the coordinator is stopping; connect again"));
        }
        catch (Exception error) when (context.CancellationToken.IsCancellationRequested && error is not RpcException)
        {
            throw new RpcException(new Status(StatusCode.Cancelled, "the caller went away"));
        }
        catch (Exception error) when (error is not RpcException)
        {
            Log.CallFailed(log, error, context.Method, caller);
            throw new RpcException(new Status(StatusCode.Internal, "the coordinator met an error; its log says more"));
        }
    }

    private RpcException Refused(ServerCallContext context, string caller, Refusal refusal)
    {
        Log.Refused(log, context.Method, caller, refusal.Number, refusal.Detail);
        return refusal.ToException();
    }
}
