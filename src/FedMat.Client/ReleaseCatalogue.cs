using System.Net;
using System.Net.Http.Json;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Client;

/// <summary>The releases that a coordinator offers over HTTPS. It only ever downloads: no query and no composition is sent.</summary>
public sealed class ReleaseCatalogue : IDisposable
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(30);
    private readonly HttpClient http;

    private ReleaseCatalogue(HttpClient http) => this.http = http;

    /// <summary>Prepares the connection; the first call makes it.</summary>
    /// <param name="address">The coordinator's HTTPS address.</param>
    /// <param name="certificate">The one server certificate to accept, or null to accept what the system trusts.</param>
    public static ReleaseCatalogue At(Uri address, X509Certificate2? certificate = null)
    {
        if (address.Scheme != Uri.UriSchemeHttps)
            throw new ArgumentException($"{address} is no https address", nameof(address));
        SocketsHttpHandler handler = new() { ConnectTimeout = AnswerWithin, AllowAutoRedirect = false };
        handler.SslOptions.EnabledSslProtocols = SslProtocols.Tls13;
        if (certificate is not null)
        {
            TlsPin pin = TlsPin.Of(certificate);
            handler.SslOptions.RemoteCertificateValidationCallback = (_, presented, _, _) => presented is X509Certificate2 shown && pin.Matches(shown);
        }

        return new ReleaseCatalogue(new HttpClient(handler) { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan });
    }

    /// <summary>All published releases, newest first.</summary>
    /// <exception cref="HttpRequestException">The coordinator cannot be reached or answers with an error.</exception>
    public async Task<IReadOnlyList<ReleaseSummary>> ListAsync(CancellationToken cancellation = default)
    {
        using CancellationTokenSource bound = Bound(cancellation);
        return await http.GetFromJsonAsync<List<ReleaseSummary>>("api/releases", bound.Token).ConfigureAwait(false) ?? [];
    }

    /// <summary>Downloads a bundle. The file appears whole or not at all.</summary>
    /// <param name="id">The release's id, or the first digits of it if no other release shares them.</param>
    /// <param name="path">The file to write.</param>
    /// <param name="progress">Bytes received of all.</param>
    /// <param name="cancellation">Leaves nothing behind.</param>
    /// <exception cref="RefusedException">FM401: no such release. FM403: what arrived is not what the list names.</exception>
    public async Task<ReleaseSummary> PullAsync(string id, string path, IProgress<(long Received, long Total)>? progress = null, CancellationToken cancellation = default)
    {
        ReleaseSummary release = Choose(await ListAsync(cancellation).ConfigureAwait(false), id);
        string partial = path + ".part";
        try
        {
            Digest digest = await DownloadAsync(release, partial, progress, cancellation).ConfigureAwait(false);
            if (digest.ToString() != release.Sha256)
                throw new RefusedException(RefusalCode.BundleAltered, "the bundle that arrived is not the one in the list; pull it again");
            File.Move(partial, path, overwrite: true);
            return release;
        }
        finally
        {
            File.Delete(partial);
        }
    }

    public void Dispose() => http.Dispose();

    private async Task<Digest> DownloadAsync(ReleaseSummary release, string path, IProgress<(long, long)>? progress, CancellationToken cancellation)
    {
        using CancellationTokenSource bound = Bound(cancellation);
        using HttpResponseMessage response = await http.GetAsync($"api/releases/{release.Id}/bundle", HttpCompletionOption.ResponseHeadersRead, bound.Token).ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.NotFound)
            throw new RefusedException(RefusalCode.ReleaseUnknown, $"the coordinator no longer offers {release.Id}");
        response.EnsureSuccessStatusCode();
        await using Stream source = await response.Content.ReadAsStreamAsync(bound.Token).ConfigureAwait(false);
        await using FileStream file = new(path, FileMode.Create, FileAccess.Write, FileShare.None);
        using IncrementalDigest digest = new();
        byte[] buffer = new byte[81920];
        for (long received = 0; ;)
        {
            // The bound is on silence, not on the whole: a slow line may take its time.
            bound.CancelAfter(AnswerWithin);
            int read = await source.ReadAsync(buffer, bound.Token).ConfigureAwait(false);
            if (read == 0)
                break;
            received += read;
            if (received > release.Bytes)
                throw new RefusedException(RefusalCode.BundleAltered, "the bundle is longer than the list says");
            digest.Append(buffer.AsSpan(0, read));
            await file.WriteAsync(buffer.AsMemory(0, read), cancellation).ConfigureAwait(false);
            progress?.Report((received, release.Bytes));
        }

        file.Flush(flushToDisk: true);
        return digest.Finish();
    }

    private static ReleaseSummary Choose(IReadOnlyList<ReleaseSummary> releases, string id)
    {
        List<ReleaseSummary> found = [.. releases.Where(release => id.Length >= 4 && release.Id.StartsWith(id, StringComparison.OrdinalIgnoreCase))];
        return found.Count switch
        {
            1 => found[0],
            0 => throw new RefusedException(RefusalCode.ReleaseUnknown, $"no release '{id}' is offered; `fedmat model list` shows what is"),
            _ => throw new RefusedException(RefusalCode.ReleaseUnknown, $"{found.Count} releases start with '{id}'; give more digits"),
        };
    }

    private static CancellationTokenSource Bound(CancellationToken cancellation)
    {
        CancellationTokenSource bound = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        bound.CancelAfter(AnswerWithin);
        return bound;
    }
}
