using System.Net;
using FedMat.Crypto;
using FedMat.Protocol;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FedMat.Client.Tests;

/// <summary>Real HTTPS on a free port of this machine. Each test says how it answers.</summary>
internal sealed class DownloadServer : IAsyncDisposable
{
    public static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);
    private readonly WebApplication app;

    private DownloadServer(WebApplication app, TlsIdentity tls)
    {
        this.app = app;
        Tls = tls;
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    public TlsIdentity Tls { get; }

    public Uri Address { get; }

    public static async Task<DownloadServer> StartAsync(RequestDelegate list, RequestDelegate bundle)
    {
        TlsIdentity tls = TlsIdentity.Create("localhost", DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddDays(1));
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(tls.Certificate)));
        WebApplication app = builder.Build();
        app.MapGet("/api/releases", list);
        app.MapGet("/api/releases/{id}/bundle", bundle);
        await app.StartAsync().WaitAsync(Bound);
        return new DownloadServer(app, tls);
    }

    /// <summary>A server of whole bundles, with their summaries.</summary>
    public static Task<DownloadServer> OfAsync(byte[] bundle, params ReleaseSummary[] releases) =>
        StartAsync(context => context.Response.WriteAsJsonAsync(releases), context => context.Response.Body.WriteAsync(bundle).AsTask());

    public ReleaseCatalogue Catalogue(TimeSpan? patience = null) => ReleaseCatalogue.At(Address, Tls.Certificate, patience ?? Bound);

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(new CancellationToken(canceled: true));
        await app.DisposeAsync();
        Tls.Dispose();
    }
}
