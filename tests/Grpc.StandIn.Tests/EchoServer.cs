using System.Net;
using Grpc.AspNetCore.Server;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace Grpc.StandIn.Tests;

/// <summary>An echo server on a free port of 127.0.0.1.</summary>
public sealed class EchoServer : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly WebApplication _app;

    private EchoServer(WebApplication app, Lines lines)
    {
        _app = app;
        Lines = lines;
        Address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
    }

    public string Address { get; }

    public int Port => new Uri(Address).Port;

    public Lines Lines { get; }

    public EchoLog Log => _app.Services.GetRequiredService<EchoLog>();

    public static async Task<EchoServer> StartAsync(
        Action<GrpcServiceOptions>? grpc = null, Action<ListenOptions>? listen = null, int port = 0)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        var lines = new Lines();
        builder.Logging.ClearProviders().AddProvider(lines).SetMinimumLevel(LogLevel.Trace);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port, options =>
        {
            options.Protocols = HttpProtocols.Http2;
            listen?.Invoke(options);
        }));
        builder.Services.AddSingleton<EchoLog>();
        builder.Services
            .AddGrpc(options => grpc?.Invoke(options))
            .AddServiceOptions<EchoService>(options => options.EnableDetailedErrors = options.MaxSendMessageSize == 1000);
        builder.Services
            .AddGrpcHealthChecks(options => options.Services.Map("sick", check => check.Tags.Contains("sick")))
            .AddCheck("fine", () => HealthCheckResult.Healthy())
            .AddCheck("ill", () => HealthCheckResult.Degraded(), ["sick"]);
        WebApplication app = builder.Build();
        app.MapGrpcService<EchoService>();
        app.MapGrpcHealthChecksService();
        await app.StartAsync().WaitAsync(Patience);
        return new EchoServer(app, lines);
    }

    public GrpcChannel Connect(GrpcChannelOptions? options = null) => GrpcChannel.ForAddress(Address, options ?? new GrpcChannelOptions());

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationTokenSource(TimeSpan.FromMilliseconds(200)).Token);
        await _app.DisposeAsync();
    }
}
