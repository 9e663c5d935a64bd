using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FedMat.Notices;

/// <summary>Adds a party's notices to its services.</summary>
public static class NoticeServices
{
    /// <summary>Adds nothing where nobody is told.</summary>
    /// <typeparam name="TSource">Looks for what a person should know.</typeparam>
    /// <param name="services">The party's, with a clock and loggers.</param>
    /// <param name="options">The ways to a person.</param>
    /// <param name="folder">The party's state folder.</param>
    /// <param name="party">Who tells.</param>
    public static IServiceCollection AddNotices<TSource>(this IServiceCollection services, NoticeOptions options, string folder, NoticeParty party)
        where TSource : class, INoticeSource
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.IsNone)
            return services;
        services.AddSingleton<INoticeSource, TSource>();
        services.AddSingleton(provider => new NoticeDesk(
            options, folder, party, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<NoticeDesk>>()));
        services.AddHostedService(provider => provider.GetRequiredService<NoticeDesk>());
        return services.AddHostedService<NoticeWatch>();
    }
}
