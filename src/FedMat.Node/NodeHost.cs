using FedMat.Learning;
using FedMat.Learning.Neural;
using FedMat.Notices;
using FedMat.Protocol;
using FedMat.Storage.Records;
using FedMat.Wire;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FedMat.Node;

/// <summary>A node as a hosted process: <c>fedmat node run --config node.json</c>.</summary>
public static class NodeHost
{
    private static readonly TimeSpan StopsWithin = TimeSpan.FromSeconds(10);

    /// <summary>Checks everything and runs until it is cancelled or the process is asked to stop.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="cancellation">Stops the node.</param>
    /// <exception cref="RefusedException">FM504 to FM508: a file, key, table or store cannot be used; says where and what to do.</exception>
    /// <exception cref="IOException">The disk failed while it ran.</exception>
    public static async Task RunAsync(NodeOptions options, CancellationToken cancellation)
    {
        IHost host = await BuildAsync(options, cancellation).ConfigureAwait(false);
        await RunAsync(host, cancellation).ConfigureAwait(false);
    }

    /// <summary>Runs what <see cref="BuildAsync"/> made until it is stopped, and disposes of it.</summary>
    public static async Task RunAsync(IHost host, CancellationToken cancellation)
    {
        BackgroundService[] workers = [.. host.Services.GetServices<IHostedService>().OfType<BackgroundService>()];
        await host.RunAsync(cancellation).ConfigureAwait(false);
        // A worker that failed has stopped the host; its failure is the caller's to tell.
        foreach (BackgroundService worker in workers)
        {
            if (worker.ExecuteTask is { IsFaulted: true } failed)
                await failed.ConfigureAwait(false);
        }
    }

    /// <summary>Checks keys, roster, contract, data and store, and puts the node together.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="cancellation">Ends the checks.</param>
    /// <param name="adjust">Adds or changes services before the node is put together.</param>
    /// <exception cref="RefusedException">FM504 to FM508.</exception>
    public static async Task<IHost> BuildAsync(NodeOptions options, CancellationToken cancellation, Action<IServiceCollection>? adjust = null)
    {
        NodeParts parts = await NodeParts.OpenAsync(options, TimeProvider.System, cancellation).ConfigureAwait(false);
        try
        {
            HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ApplicationName = "fedmat-node" });
            AddLogging(builder.Logging, options);
            AddNode(builder.Services, options, parts);
            adjust?.Invoke(builder.Services);
            IHost host = builder.Build();
            // The container disposes of what it has handed out: the parts first in, last out.
            host.Services.GetRequiredService<NodeParts>();
            ILogger log = host.Services.GetRequiredService<ILogger<NodeParts>>();
            log.Started(options.Name, Versions.Product, parts.Rosters.Current.Number, parts.Site.Rows, parts.Site.Contract.Name, options.Coordinator);
            if (parts.Store.Promises.Restored is not null)
                log.StoreRestored(options.Folder);
            host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(log.Stopping);
            return host;
        }
        catch
        {
            parts.Dispose();
            throw;
        }
    }

    private static void AddNode(IServiceCollection services, NodeOptions options, NodeParts parts)
    {
        services.Configure<HostOptions>(host => host.ShutdownTimeout = StopsWithin);
        services.Configure<ConsoleLifetimeOptions>(console => console.SuppressStatusMessages = true);
        services.AddSingleton(TimeProvider.System);
        // Loads libtorch when a network first trains, and not before.
        services.AddSingleton<ILocalTrainer>(new TorchTrainer(options.Device, options.Threads));
        services.AddSingleton<Func<Plan, ILearner>>(provider => plan => Learners.For(plan, provider.GetRequiredService<ILocalTrainer>()));
        services.AddSingleton(_ => parts);
        services.AddSingleton(parts.Site);
        services.AddSingleton(parts.Store);
        services.AddSingleton(parts.Rosters);
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<CoordinatorLink>(provider, options.Coordinator, options.Proxy));
        services.AddSingleton<SumLink>();
        services.AddSingleton(provider => new SnapshotKeeper(options.Folder, parts.Site, parts.Store));
        services.AddSingleton<StudyDesk>();
        services.AddSingleton<VouchDesk>();
        services.AddSingleton<IContributionCheck, RosterCheck>();
        AddConsent(services, parts);
        services.AddSingleton<ContributionGate>();
        services.AddSingleton(provider => new StatusBoard(options.Folder, provider.GetRequiredService<TimeProvider>()));
        services.AddHostedService(provider => provider.GetRequiredService<StatusBoard>());
        services.AddSingleton(provider => new SumParts(
            parts.Site, parts.Rosters, parts.Store, provider.GetRequiredService<ContributionGate>(), provider.GetRequiredService<SumLink>(), provider.GetRequiredService<TimeProvider>(),
            new SemaphoreSlim(1), provider.GetRequiredService<ILogger<SumDesk>>()));
        services.AddSingleton<SumDesk>();
        services.AddHostedService(provider => provider.GetRequiredService<SumDesk>());
        services.AddSingleton<NewsReader>();
        services.AddHostedService(provider => provider.GetRequiredService<NewsReader>());
        services.AddHostedService(provider => provider.GetRequiredService<AnswerSender>());
        services.AddHostedService<ConsentWatch>();
        services.AddNotices<NodeNotices>(options.Notices, options.Folder, new NoticeParty(parts.Rosters.Current.Consortium.ToString(), options.Name));
        if (options.ImportFolder is { } folder)
            AddImports(services, options, parts.Site, folder);
    }

    private static void AddConsent(IServiceCollection services, NodeParts parts)
    {
        services.AddSingleton(parts.Agreement);
        services.AddSingleton(parts.Policy);
        services.AddSingleton<Acquaintances>();
        services.AddSingleton<ConsentDesk>();
        services.AddSingleton<ConsentCheck>();
        services.AddSingleton<IContributionCheck>(provider => provider.GetRequiredService<ConsentCheck>());
        services.AddSingleton<StudyDoor>();
        services.AddSingleton<AnswerSender>();
    }

    private static void AddImports(IServiceCollection services, NodeOptions options, Site site, string folder)
    {
        services.AddSingleton(provider => RecordStore.Open(options.Folder, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new RecordImport(provider.GetRequiredService<RecordStore>(), site.Contract));
        services.AddHostedService(provider => ActivatorUtilities.CreateInstance<ImportWatch>(provider, folder));
    }

    private static void AddLogging(ILoggingBuilder logging, NodeOptions options)
    {
        logging.SetMinimumLevel(options.LogLevel);
        // The transport's own messages repeat what the node says in its own words.
        logging.AddFilter("Grpc", LogLevel.Warning).AddFilter("System.Net", LogLevel.Warning).AddFilter("Microsoft", LogLevel.Warning);
        // What a worker fails with is told once, by whoever runs the host.
        logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        if (options.LogFormat == LogFormat.Json)
            logging.AddJsonConsole(console => console.UseUtcTimestamp = true);
        else
            logging.AddSimpleConsole(console => (console.SingleLine, console.TimestampFormat, console.UseUtcTimestamp) = (true, "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ", true));
    }
}
