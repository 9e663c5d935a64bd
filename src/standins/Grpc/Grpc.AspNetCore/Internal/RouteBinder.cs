using System.Reflection;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>Makes an endpoint of each method that the generated code binds.</summary>
internal sealed class RouteBinder<TService>(IEndpointRouteBuilder routes, ServiceCall<TService> serving, MappedServices mapped) : ServiceBinderBase
    where TService : class
{
    public List<IEndpointConventionBuilder> Endpoints { get; } = [];

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse>? handler)
    {
        var (implementation, invoke) =
            Find<Func<TService, TRequest, ServerCallContext, Task<TResponse>>>(method, typeof(TRequest), typeof(ServerCallContext));
        Map(method, implementation, async (call, service, interceptors) =>
        {
            UnaryServerMethod<TRequest, TResponse> next = (request, context) => invoke(service, request, context);
            foreach (Interceptor interceptor in interceptors.Reverse())
            {
                UnaryServerMethod<TRequest, TResponse> inner = next;
                next = (request, context) => interceptor.UnaryServerHandler(request, context, inner);
            }

            TRequest request = await ReadRequestAsync(call, method);
            await RespondAsync(call, method, await next(request, call));
        });
    }

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, ClientStreamingServerMethod<TRequest, TResponse>? handler)
    {
        var (implementation, invoke) = Find<Func<TService, IAsyncStreamReader<TRequest>, ServerCallContext, Task<TResponse>>>(
            method, typeof(IAsyncStreamReader<TRequest>), typeof(ServerCallContext));
        Map(method, implementation, async (call, service, interceptors) =>
        {
            ClientStreamingServerMethod<TRequest, TResponse> next = (requests, context) => invoke(service, requests, context);
            foreach (Interceptor interceptor in interceptors.Reverse())
            {
                ClientStreamingServerMethod<TRequest, TResponse> inner = next;
                next = (requests, context) => interceptor.ClientStreamingServerHandler(requests, context, inner);
            }

            var reader = new RequestReader<TRequest>(call, method.RequestMarshaller);
            await RespondAsync(call, method, await next(reader, call));
        });
    }

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, ServerStreamingServerMethod<TRequest, TResponse>? handler)
    {
        var (implementation, invoke) = Find<Func<TService, TRequest, IServerStreamWriter<TResponse>, ServerCallContext, Task>>(
            method, typeof(TRequest), typeof(IServerStreamWriter<TResponse>), typeof(ServerCallContext));
        Map(method, implementation, async (call, service, interceptors) =>
        {
            ServerStreamingServerMethod<TRequest, TResponse> next =
                (request, responses, context) => invoke(service, request, responses, context);
            foreach (Interceptor interceptor in interceptors.Reverse())
            {
                ServerStreamingServerMethod<TRequest, TResponse> inner = next;
                next = (request, responses, context) => interceptor.ServerStreamingServerHandler(request, responses, context, inner);
            }

            TRequest request = await ReadRequestAsync(call, method);
            await next(request, new ResponseWriter<TResponse>(call, method.ResponseMarshaller), call);
        });
    }

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, DuplexStreamingServerMethod<TRequest, TResponse>? handler)
    {
        var (implementation, invoke) =
            Find<Func<TService, IAsyncStreamReader<TRequest>, IServerStreamWriter<TResponse>, ServerCallContext, Task>>(
                method, typeof(IAsyncStreamReader<TRequest>), typeof(IServerStreamWriter<TResponse>), typeof(ServerCallContext));
        Map(method, implementation, async (call, service, interceptors) =>
        {
            DuplexStreamingServerMethod<TRequest, TResponse> next =
                (requests, responses, context) => invoke(service, requests, responses, context);
            foreach (Interceptor interceptor in interceptors.Reverse())
            {
                DuplexStreamingServerMethod<TRequest, TResponse> inner = next;
                next = (requests, responses, context) => interceptor.DuplexStreamingServerHandler(requests, responses, context, inner);
            }

            var reader = new RequestReader<TRequest>(call, method.RequestMarshaller);
            await next(reader, new ResponseWriter<TResponse>(call, method.ResponseMarshaller), call);
        });
    }

    private static (MethodInfo Implementation, TDelegate Invoke) Find<TDelegate>(IMethod method, params Type[] parameters)
        where TDelegate : Delegate
    {
        MethodInfo implementation = typeof(TService).GetMethod(method.Name, BindingFlags.Public | BindingFlags.Instance, parameters)
            ?? throw new InvalidOperationException($"Could not find '{method.Name}' on {typeof(TService)}.");
        return (implementation, implementation.CreateDelegate<TDelegate>());
    }

    private static Task<TRequest> ReadRequestAsync<TRequest, TResponse>(HttpServerCallContext call, Method<TRequest, TResponse> method)
        where TRequest : class => call.HttpContext.Request.BodyReader.ReadOnlyMessageAsync(call, method.RequestMarshaller.ContextualDeserializer);

    private static Task RespondAsync<TRequest, TResponse>(
        HttpServerCallContext call, Method<TRequest, TResponse> method, TResponse? response)
        where TResponse : class
    {
        if (response is null)
            throw new RpcException(new Status(StatusCode.Cancelled, "No message returned from method."));
        return call.IsOver ? Task.CompletedTask : call.SendAsync(response, method.ResponseMarshaller, flush: false);
    }

    private void Map(IMethod method, MethodInfo implementation, ServiceCall<TService>.Method serve)
    {
        RequestDelegate handle = http => serving.ServeAsync(http, method.Type, serve);
        IEndpointConventionBuilder endpoint = routes.Map($"{method.ServiceName}/{method.Name}", handle);
        endpoint.Add(built =>
        {
            built.DisplayName = $"gRPC - {method.FullName}";
            built.Metadata.Add(new GrpcMethodMetadata(typeof(TService), method));
            foreach (object attribute in typeof(TService).GetCustomAttributes(inherit: true).Concat(implementation.GetCustomAttributes(inherit: true)))
                built.Metadata.Add(attribute);
            built.Metadata.Add(new HttpMethodMetadata(["POST"], acceptCorsPreflight: true));
        });
        Endpoints.Add(endpoint);
        mapped.Names.Add(method.ServiceName);
    }
}
