using FedMat.Crypto;
using FedMat.Protocol;
using Microsoft.AspNetCore.Http;

namespace FedMat.Client.Tests;

/// <summary>Downloads over real HTTPS: what arrives whole appears, and nothing else does.</summary>
public sealed class ReleaseCatalogueTests : IDisposable
{
    private readonly Consortium consortium = new();
    private readonly string folder = Directory.CreateTempSubdirectory("fedmat-").FullName;

    private string Target => Path.Combine(folder, "tiny.fedmat");

    public void Dispose()
    {
        consortium.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task List_NamesWhatIsOffered()
    {
        byte[] bundle = consortium.Bundle();
        await using DownloadServer server = await DownloadServer.OfAsync(bundle, Summary(bundle));
        using ReleaseCatalogue catalogue = server.Catalogue();
        Assert.Equal([Summary(bundle)], await catalogue.ListAsync().WaitAsync(DownloadServer.Bound));
    }

    [Fact]
    public async Task Pull_OfAnOfferedRelease_WritesABundleThatVerifies()
    {
        byte[] bundle = consortium.Bundle();
        await using DownloadServer server = await DownloadServer.OfAsync(bundle, Summary(bundle));
        using ReleaseCatalogue catalogue = server.Catalogue();
        await catalogue.PullAsync(Summary(bundle).Id[..12], Target).WaitAsync(DownloadServer.Bound);
        using FileStream stream = File.OpenRead(Target);
        Assert.Equal(consortium.Manifest.Id, Bundle.Read(stream).Verify(consortium.Root).Manifest.Id);
        Assert.Equal([Target], Directory.GetFileSystemEntries(folder));
    }

    [Fact]
    public async Task Server_WithAnotherCertificate_IsToldNothing()
    {
        byte[] bundle = consortium.Bundle();
        await using DownloadServer server = await DownloadServer.OfAsync(bundle, Summary(bundle));
        await using DownloadServer other = await DownloadServer.OfAsync(bundle);
        using ReleaseCatalogue catalogue = ReleaseCatalogue.At(server.Address, other.Tls.Certificate);
        HttpRequestException error = await Assert.ThrowsAsync<HttpRequestException>(() => catalogue.ListAsync().WaitAsync(DownloadServer.Bound));
        Assert.Contains("certificate", error.Message);
    }

    /// <summary>A self-made certificate is nothing that the system trusts.</summary>
    [Fact]
    public async Task Server_WithASelfMadeCertificate_IsRefusedUnlessItIsPinned()
    {
        await using DownloadServer server = await DownloadServer.OfAsync([]);
        using ReleaseCatalogue catalogue = ReleaseCatalogue.At(server.Address);
        await Assert.ThrowsAsync<HttpRequestException>(() => catalogue.ListAsync().WaitAsync(DownloadServer.Bound));
    }

    [Fact]
    public async Task Connection_CutInTheMiddle_LeavesNoFile()
    {
        byte[] bundle = consortium.Bundle();
        await using DownloadServer server = await DownloadServer.StartAsync(
            context => context.Response.WriteAsJsonAsync(new[] { Summary(bundle) }),
            async context =>
            {
                context.Response.ContentLength = bundle.Length;
                await context.Response.Body.WriteAsync(bundle.AsMemory(0, bundle.Length / 2));
                await context.Response.Body.FlushAsync();
                context.Abort();
            });
        // Which of the two it is depends on how far the answer had come.
        Assert.True(await FailsAsync<Exception>(server) is IOException or HttpRequestException);
    }

    [Fact]
    public async Task Server_ThatFallsSilent_IsLeftWithoutAFile()
    {
        byte[] bundle = consortium.Bundle();
        await using DownloadServer server = await DownloadServer.StartAsync(
            context => context.Response.WriteAsJsonAsync(new[] { Summary(bundle) }),
            async context =>
            {
                await context.Response.Body.WriteAsync(bundle.AsMemory(0, 100));
                await context.Response.Body.FlushAsync();
                await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            });
        TimeoutException error = await FailsAsync<TimeoutException>(server, TimeSpan.FromSeconds(1));
        Assert.Contains("silent", error.Message);
    }

    [Fact]
    public async Task Bundle_OfAnotherHash_IsRefused()
    {
        byte[] bundle = consortium.Bundle();
        byte[] altered = [.. bundle];
        altered[^1] ^= 1;
        await using DownloadServer server = await DownloadServer.OfAsync(altered, Summary(bundle));
        Assert.Equal(RefusalCode.BundleAltered, (await FailsAsync<RefusedException>(server)).Refusal.Code);
    }

    [Fact]
    public async Task Bundle_LongerThanTheListSays_IsRefused()
    {
        byte[] bundle = consortium.Bundle();
        await using DownloadServer server = await DownloadServer.OfAsync([.. bundle, 0], Summary(bundle));
        Assert.Equal(RefusalCode.BundleAltered, (await FailsAsync<RefusedException>(server)).Refusal.Code);
    }

    [Fact]
    public async Task Release_GoneSinceTheList_IsRefused()
    {
        byte[] bundle = consortium.Bundle();
        await using DownloadServer server = await DownloadServer.StartAsync(
            context => context.Response.WriteAsJsonAsync(new[] { Summary(bundle) }),
            context =>
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
            });
        Assert.Equal(RefusalCode.ReleaseUnknown, (await FailsAsync<RefusedException>(server)).Refusal.Code);
    }

    [Fact]
    public async Task Server_ThatIsNoCoordinator_IsSaidToBeNone()
    {
        await using DownloadServer server = await DownloadServer.StartAsync(
            context => context.Response.WriteAsync("<html>"), context => context.Response.WriteAsync("<html>"));
        Assert.Contains("coordinator", (await FailsAsync<IOException>(server)).Message);
    }

    [Theory]
    [InlineData("abc", "no release")]
    [InlineData("ffffffff", "no release")]
    [InlineData("aaaa", "2 releases")]
    public async Task Pull_OfAnIdThatFitsNoneOrSeveral_IsRefused(string id, string problem)
    {
        byte[] bundle = consortium.Bundle();
        ReleaseSummary summary = Summary(bundle);
        await using DownloadServer server = await DownloadServer.OfAsync(
            bundle, summary with { Id = "aaaa" + summary.Id[4..] }, summary with { Id = "aaaa1" + summary.Id[5..] });
        RefusedException refused = await FailsAsync<RefusedException>(server, id: id);
        Assert.Equal(RefusalCode.ReleaseUnknown, refused.Refusal.Code);
        Assert.Contains(problem, refused.Message);
    }

    [Fact]
    public void Address_WithoutTls_IsRefused() => Assert.Throws<ArgumentException>(() => ReleaseCatalogue.At(new Uri("http://127.0.0.1:1")));

    private async Task<T> FailsAsync<T>(DownloadServer server, TimeSpan? patience = null, string? id = null)
        where T : Exception
    {
        using ReleaseCatalogue catalogue = server.Catalogue(patience);
        T error = await Assert.ThrowsAnyAsync<T>(() => catalogue.PullAsync(id ?? consortium.Manifest.Id.ToString(), Target).WaitAsync(DownloadServer.Bound));
        Assert.Empty(Directory.GetFileSystemEntries(folder));
        return error;
    }

    private ReleaseSummary Summary(byte[] bundle)
    {
        ReleaseManifest manifest = consortium.Manifest;
        return new ReleaseSummary(
            manifest.Id.ToString(), manifest.Name, manifest.Property, manifest.Unit, manifest.Members, manifest.Created,
            bundle.Length, Digest.Of(bundle).ToString());
    }
}
