using FedMat.Coordinator.Access;
using FedMat.Protocol;
using FedMat.Storage.Coordinator;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;

namespace FedMat.Coordinator.Releases;

/// <summary>What anyone may download over HTTPS.</summary>
internal static class ReleaseEndpoints
{
    public static void MapReleases(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder group = routes.MapGroup("").On(ListenerKind.Https);
        group.MapGet("/healthz", context => context.Response.WriteAsync("ok\n", context.RequestAborted));
        group.MapGet("/api/releases", ListAsync);
        group.MapGet("/api/releases/{id}", ShowAsync);
        group.MapMethods("/api/releases/{id}/bundle", [HttpMethods.Get, HttpMethods.Head], DownloadAsync);
    }

    private static async Task ListAsync(HttpContext context)
    {
        IReadOnlyList<ReleaseRecord> releases = await Store(context).ReleasesAsync(context.RequestAborted).ConfigureAwait(false);
        await context.Response.WriteAsJsonAsync(releases.Select(release => release.Summary), context.RequestAborted).ConfigureAwait(false);
    }

    private static async Task ShowAsync(HttpContext context)
    {
        if (await FindAsync(context).ConfigureAwait(false) is { } release)
            await context.Response.WriteAsJsonAsync(release.Summary, context.RequestAborted).ConfigureAwait(false);
    }

    private static async Task DownloadAsync(HttpContext context)
    {
        if (await FindAsync(context).ConfigureAwait(false) is not { } release)
            return;
        context.Response.Headers.CacheControl = "public, immutable, max-age=31536000";
        IResult bundle = Results.Stream(
            Store(context).Open(release.Bundle),
            "application/zip",
            fileDownloadName: $"{release.Id.Short}{BundleLayout.Extension}",
            lastModified: release.Created,
            entityTag: new EntityTagHeaderValue($"\"{release.Bundle}\""),
            enableRangeProcessing: true);
        await bundle.ExecuteAsync(context).ConfigureAwait(false);
    }

    private static async Task<ReleaseRecord?> FindAsync(HttpContext context)
    {
        ReleaseRecord? release = ReleaseId.TryParse(context.GetRouteValue("id") as string, out ReleaseId id)
            ? await Store(context).ReleaseAsync(id, context.RequestAborted).ConfigureAwait(false)
            : null;
        if (release is null)
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        return release;
    }

    private static CoordinatorStore Store(HttpContext context) => context.RequestServices.GetRequiredService<CoordinatorStore>();
}
