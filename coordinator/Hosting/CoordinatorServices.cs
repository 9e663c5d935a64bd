using FedMat.Coordinator.Access;
using FedMat.Coordinator.Members;
using FedMat.Coordinator.Releases;
using FedMat.Coordinator.Rounds;
using FedMat.Coordinator.Studies;
using FedMat.Coordinator.Sums;
using FedMat.Storage.Coordinator;
using FedMat.Wire;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace FedMat.Coordinator.Hosting;

/// <summary>What a coordinator is made of.</summary>
internal static class CoordinatorServices
{
    public static void Add(IServiceCollection services, CoordinatorParts parts, CoordinatorIdentity identity, RosterDesk rosters, CoordinatorStore store, MemberBoards boards)
    {
        services.Configure<ConsoleLifetimeOptions>(console => console.SuppressStatusMessages = true);
        services.AddRouting();
        services.AddSingleton(parts.Time);
        services.AddSingleton(parts.Learners);
        // Held by the host, which outlives the services.
        services.AddSingleton(_ => identity);
        services.AddSingleton(_ => store);
        services.AddSingleton(rosters).AddSingleton<MemberAccess>().AddSingleton<Strangers>();
        services.AddSingleton<NewsBoard>().AddSingleton<Presence>().AddSingleton<ExactLists>();
        services.AddSingleton<ReleaseDesk>().AddSingleton<StudyServices>().AddSingleton<PlanDesk>().AddSingleton<StudyText>();
        services.AddSingleton<WordDesk>().AddSingleton<UploadDesk>().AddSingleton<FetchDesk>().AddSingleton<StreamLimit>();
        services.AddSingleton<MembershipDesk>().AddSingleton<AuditDesk>().AddSingleton<EnrolmentDesk>().AddSingleton<RosterChange>();
        services.AddSingleton<VouchDesk>().AddSingleton<DepartureDesk>().AddSingleton<AnswerDesk>();
        services.AddSingleton(boards.Vouches).AddSingleton(boards.Answers);
        services.AddSingleton<RoundDriver>().AddHostedService(provider => provider.GetRequiredService<RoundDriver>());
        AddGrpc(services);
    }

    private static void AddGrpc(IServiceCollection services)
    {
        services.AddGrpc(grpc =>
        {
            grpc.EnableDetailedErrors = false;
            grpc.MaxReceiveMessageSize = WireLimits.MessageBytes;
            grpc.MaxSendMessageSize = WireLimits.MessageBytes;
            grpc.Interceptors.Add<CallGuard>();
        });
        services.AddGrpcHealthChecks().AddCheck("coordinator", () => HealthCheckResult.Healthy());
    }
}
