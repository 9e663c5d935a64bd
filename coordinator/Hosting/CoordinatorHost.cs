using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text.Json.Nodes;
using FedMat.Coordinator.Access;
using FedMat.Coordinator.Hosting;
using FedMat.Coordinator.Members;
using FedMat.Coordinator.Notices;
using FedMat.Coordinator.Releases;
using FedMat.Coordinator.Rounds;
using FedMat.Coordinator.Studies;
using FedMat.Notices;
using FedMat.Protocol;
using FedMat.Storage;
using FedMat.Storage.Coordinator;
using FedMat.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace FedMat.Coordinator;

/// <summary>A coordinator as a running service: two listeners, the studies, the state folder under lock.</summary>
public sealed class CoordinatorHost : IAsyncDisposable
{
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(10);

    private readonly CoordinatorOptions options;
    private readonly WebApplication app;
    private readonly Dictionary<ListenerKind, ListenOptions> listeners;
    private readonly IReadOnlyList<IDisposable> held;

    private CoordinatorHost(CoordinatorOptions options, WebApplication app, Dictionary<ListenerKind, ListenOptions> listeners, IReadOnlyList<IDisposable> held)
    {
        this.options = options;
        this.app = app;
        this.listeners = listeners;
        this.held = held;
    }

    /// <summary>Where members call, once it was started.</summary>
    public Uri GrpcAddress => AddressOf(ListenerKind.Grpc);

    /// <summary>Where releases are downloaded, once it was started.</summary>
    public Uri HttpsAddress => AddressOf(ListenerKind.Https);

    /// <summary>Runs a coordinator until it is told to stop, by the token or by the operating system.</summary>
    /// <exception cref="RefusedException">FM105, FM106 or FM501 to FM508: it cannot start, with the place and what to do.</exception>
    public static async Task RunAsync(CoordinatorOptions options, CancellationToken stop)
    {
        CoordinatorHost host = await BuildAsync(options, CoordinatorParts.Real, stop).ConfigureAwait(false);
        await using (host.ConfigureAwait(false))
        {
            await host.StartAsync(stop).ConfigureAwait(false);
            await host.app.WaitForShutdownAsync(stop).ConfigureAwait(false);
        }
    }

    /// <summary>Checks keys, files and the state folder, and takes the folder's lock. Nothing listens yet.</summary>
    /// <exception cref="RefusedException">FM105, FM106 or FM501 to FM508.</exception>
    public static async Task<CoordinatorHost> BuildAsync(CoordinatorOptions options, CoordinatorParts parts, CancellationToken cancellation = default)
    {
        List<IDisposable> held = [];
        try
        {
            CoordinatorIdentity identity = CoordinatorIdentity.Load(options);
            held.Add(identity);
            held.Add(LockFolder(options));
            File.Delete(options.ListeningFile);
            CoordinatorStore store = await CoordinatorStore.OpenAsync(options.Folder, parts.Time, cancellation).ConfigureAwait(false);
            held.Add(store);
            RosterDesk rosters = new(identity, await StartRoster.FindAsync(options, store, parts.Time.GetUtcNow(), cancellation).ConfigureAwait(false));
            identity.RequireFit(rosters.Roster, options);
            MemberBoards boards = await MemberBoards.ReadAsync(store, cancellation).ConfigureAwait(false);
            Dictionary<ListenerKind, ListenOptions> listeners = [];
            return new CoordinatorHost(options, BuildApp(options, parts, identity, rosters, store, boards, listeners), listeners, held);
        }
        catch
        {
            held.Reverse();
            held.ForEach(thing => thing.Dispose());
            throw;
        }
    }

    /// <summary>Listens, goes on with the studies and writes where it listens.</summary>
    /// <exception cref="RefusedException">FM505: a port is taken. FM503: an address that this machine does not have.</exception>
    public async Task StartAsync(CancellationToken cancellation = default)
    {
        try
        {
            await app.StartAsync(cancellation).ConfigureAwait(false);
        }
        catch (Exception error) when (Refusal(error) is { } refusal)
        {
            throw new RefusedException(refusal, error);
        }

        JsonObject addresses = new() { ["grpc"] = GrpcAddress.ToString(), ["https"] = HttpsAddress.ToString() };
        AtomicFile.Write(options.ListeningFile, System.Text.Encoding.UTF8.GetBytes(addresses.ToJsonString()));
        Signed<Roster> signed = app.Services.GetRequiredService<RosterDesk>().Signed;
        Roster roster = signed.Content;
        ILogger log = app.Services.GetRequiredService<ILogger<CoordinatorHost>>();
        StartRoster.Tell(signed, options, log);
        Log.Listening(log, GrpcAddress.ToString(), HttpsAddress.ToString(), roster.Number, roster.Members.Count, Versions.Product);
    }

    /// <summary>Ends the streams, lets calls finish for a while, and closes the listeners. Studies go on at the next start.</summary>
    public Task StopAsync(CancellationToken cancellation = default) => app.StopAsync(cancellation);

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync().ConfigureAwait(false);
        File.Delete(options.ListeningFile);
        foreach (IDisposable thing in held.Reverse())
            thing.Dispose();
    }

    private static FolderLock LockFolder(CoordinatorOptions options)
    {
        try
        {
            return FolderLock.Take(options.Folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException(RefusalCode.FileUnreadable, $"{options.Folder}: the folder in 'folder' of {options.Source} cannot be used: {error.Message}", error);
        }
    }

    private static WebApplication BuildApp(
        CoordinatorOptions options, CoordinatorParts parts, CoordinatorIdentity identity, RosterDesk rosters, CoordinatorStore store, MemberBoards boards,
        Dictionary<ListenerKind, ListenOptions> listeners)
    {
        // An empty builder: no environment variable and no appsettings.json changes what the settings file says.
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "FedMat.Coordinator" });
        AddLogging(builder.Logging, options);
        CoordinatorServices.Add(builder.Services, parts, identity, rosters, store, boards);
        builder.Services.AddSingleton(options)
            .AddNotices<CoordinatorNotices>(options.Notices, options.Folder, new NoticeParty(rosters.Roster.Consortium.ToString(), "coordinator"));
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = StopWithin);
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration();
        builder.Services.AddOptions<KestrelServerOptions>().Configure<MemberAccess>((kestrel, access) => Listen(kestrel, options, identity, access, listeners));
        WebApplication app = builder.Build();
        app.UseRouting();
        app.UseListenerGate();
        app.UseStrangerLimit();
        app.MapGrpcService<RoundsService>().On(ListenerKind.Grpc);
        app.MapGrpcService<StudiesService>().On(ListenerKind.Grpc);
        app.MapGrpcService<MembershipService>().On(ListenerKind.Grpc);
        app.MapGrpcService<EnrolmentService>().On(ListenerKind.Grpc);
        app.MapGrpcHealthChecksService().On(ListenerKind.Grpc);
        app.MapReleases();
        app.Lifetime.ApplicationStopping.Register(() => Log.Stopping(app.Services.GetRequiredService<ILogger<CoordinatorHost>>()));
        return app;
    }

    private static void AddLogging(ILoggingBuilder logging, CoordinatorOptions options)
    {
        logging.SetMinimumLevel(options.LogLevel);
        logging.AddFilter("Microsoft", level => level >= LogLevel.Warning && level >= options.LogLevel);
        // A start that failed is told once, by whoever asked for it.
        logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.Critical);
        logging.AddFilter("Grpc", level => level >= LogLevel.Warning && level >= options.LogLevel);
        logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        if (options.LogFormat == LogFormat.Json)
            logging.AddJsonConsole(console => (console.UseUtcTimestamp, console.TimestampFormat) = (true, "yyyy-MM-ddTHH:mm:ss.fffZ"));
        else
            logging.AddSimpleConsole(console => (console.SingleLine, console.UseUtcTimestamp, console.TimestampFormat) = (true, true, "HH:mm:ss.fff "));
    }

    private static void Listen(
        KestrelServerOptions kestrel, CoordinatorOptions options, CoordinatorIdentity identity, MemberAccess access, Dictionary<ListenerKind, ListenOptions> listeners)
    {
        kestrel.AddServerHeader = false;
        // Vectors have limits of their own, which the round sets.
        kestrel.Limits.MaxRequestBodySize = null;
        // A machine that lost its power says no goodbye: its streams end, and its member is offline, within a minute.
        kestrel.Limits.Http2.KeepAlivePingDelay = TimeSpan.FromSeconds(20);
        kestrel.Listen(options.GrpcListen, listener =>
        {
            listener.Protocols = HttpProtocols.Http2;
            listener.Mark(ListenerKind.Grpc);
            listener.UseHttps(new HttpsConnectionAdapterOptions
            {
                ServerCertificate = identity.Grpc,
                SslProtocols = SslProtocols.Tls13,
                ClientCertificateMode = ClientCertificateMode.RequireCertificate,
                ClientCertificateValidation = (certificate, _, _) => access.LetsIn(certificate),
            });
            listeners[ListenerKind.Grpc] = listener;
        });
        kestrel.Listen(options.HttpsListen, listener =>
        {
            listener.Protocols = HttpProtocols.Http1AndHttp2;
            listener.Mark(ListenerKind.Https);
            listener.UseHttps(new HttpsConnectionAdapterOptions { ServerCertificate = identity.Https, SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13 });
            listeners[ListenerKind.Https] = listener;
        });
    }

    private Refusal? Refusal(Exception error)
    {
        for (Exception? cause = error; cause is not null; cause = cause.InnerException)
        {
            if (cause is not SocketException socket)
                continue;
            string where = $"{options.Source}: {Where(error.Message)}";
            return socket.SocketErrorCode switch
            {
                SocketError.AddressAlreadyInUse => new Refusal(RefusalCode.PortTaken, $"{where} is in use by another program; stop that one or choose another port"),
                SocketError.AccessDenied => new Refusal(RefusalCode.SettingInvalid, $"{where} may not be listened on by this user; choose a port above 1023"),
                _ => new Refusal(RefusalCode.SettingInvalid, $"{where} cannot be listened on ({socket.Message}); choose an address of this machine"),
            };
        }

        return null;
    }

    private string Where(string message)
    {
        bool https = options.HttpsListen.Port != 0 && !options.HttpsListen.Equals(options.GrpcListen) && message.Contains(options.HttpsListen.ToString(), StringComparison.Ordinal);
        return https ? $"'httpsListen' {options.HttpsListen}" : $"'grpcListen' {options.GrpcListen}";
    }

    private Uri AddressOf(ListenerKind kind)
    {
        IPEndPoint bound = (IPEndPoint)listeners[kind].EndPoint;
        // A listener on every address is reached, from this machine, on the loopback.
        IPAddress address = bound.Address.Equals(IPAddress.Any) ? IPAddress.Loopback : bound.Address.Equals(IPAddress.IPv6Any) ? IPAddress.IPv6Loopback : bound.Address;
        return new Uri($"https://{new IPEndPoint(address, bound.Port)}");
    }
}
