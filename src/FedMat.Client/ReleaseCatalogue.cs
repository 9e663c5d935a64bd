using System.Net;
using System.Net.Http.Json;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Client;

/// <summary>The releases that a coordinator offers over HTTPS. It only ever downloads: no query and no composition is sent.</summary>
public sealed class ReleaseCatalogue : IDisposable
{
    private const int LargestList = 16 << 20;
    private static readonly TimeSpan DefaultPatience = TimeSpan.FromSeconds(30);
    private readonly HttpClient http;
    private readonly TimeSpan patience;

    private ReleaseCatalogue(HttpClient http, TimeSpan patience)
    {
        this.http = http;
        this.patience = patience;
    }

    /// <summary>Prepares the connection; the first call makes it.</summary>
    /// <param name="address">The coordinator's HTTPS address.</param>
    /// <param name="certificate">The one server certificate to accept, or null to accept what the system trusts.</param>
    /// <param name="patience">How long the other side may be silent; half a minute by default.</param>
    public static ReleaseCatalogue At(Uri address, X509Certificate2? certificate = null, TimeSpan? patience = null)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (address.Scheme != Uri.UriSchemeHttps)
            throw new ArgumentException($"{address} is no https address", nameof(address));
        SocketsHttpHandler handler = new() { AllowAutoRedirect = false };
        handler.SslOptions.EnabledSslProtocols = SslProtocols.Tls13;
        if (certificate is not null)
        {
            TlsPin pin = TlsPin.Of(certificate);
            handler.SslOptions.RemoteCertificateValidationCallback = (_, presented, _, _) => presented is X509Certificate2 shown && pin.Matches(shown);
        }

        HttpClient http = new(handler) { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = LargestList };
        return new ReleaseCatalogue(http, patience ?? DefaultPatience);
    }

    /// <summary>All published releases, newest first.</summary>
    /// <exception cref="HttpRequestException">The coordinator cannot be reached, shows another certificate, or answers with an error.</exception>
    /// <exception cref="IOException">What it answers is no list.</exception>
    /// <exception cref="TimeoutException">It is silent.</exception>
    public Task<IReadOnlyList<ReleaseSummary>> ListAsync(CancellationToken cancellation = default) =>
        PatientlyAsync<IReadOnlyList<ReleaseSummary>>(
            async bound => Checked(await http.GetFromJsonAsync<List<ReleaseSummary?>>("api/releases", bound.Token).ConfigureAwait(false)), cancellation);

    /// <summary>Downloads a bundle. The file appears whole or not at all.</summary>
    /// <param name="id">The release's id, or the first digits of it if no other release shares them.</param>
    /// <param name="path">The file to write.</param>
    /// <param name="progress">Bytes received of all.</param>
    /// <param name="cancellation">Leaves nothing behind.</param>
    /// <exception cref="RefusedException">FM401: no such release. FM403: what arrived is not what the list names.</exception>
    /// <exception cref="IOException">The connection broke, or the file cannot be written.</exception>
    /// <exception cref="TimeoutException">The coordinator is silent.</exception>
    public async Task<ReleaseSummary> PullAsync(string id, string path, IProgress<(long Received, long Total)>? progress = null, CancellationToken cancellation = default)
    {
        ReleaseSummary release = Choose(await ListAsync(cancellation).ConfigureAwait(false), id);
        string partial = path + ".part";
        try
        {
            Digest digest = await PatientlyAsync(bound => DownloadAsync(release, partial, progress, bound), cancellation).ConfigureAwait(false);
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

    private async Task<Digest> DownloadAsync(ReleaseSummary release, string path, IProgress<(long, long)>? progress, CancellationTokenSource bound)
    {
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
            bound.CancelAfter(patience);
            int read = await source.ReadAsync(buffer, bound.Token).ConfigureAwait(false);
            if (read == 0)
                break;
            received += read;
            if (received > release.Bytes)
                throw new RefusedException(RefusalCode.BundleAltered, "the bundle is longer than the list says");
            digest.Append(buffer.AsSpan(0, read));
            await file.WriteAsync(buffer.AsMemory(0, read), bound.Token).ConfigureAwait(false);
            progress?.Report((received, release.Bytes));
        }

        file.Flush(flushToDisk: true);
        return digest.Finish();
    }

    private static List<ReleaseSummary> Checked(List<ReleaseSummary?>? answer)
    {
        const int Digits = 2 * Digest.Size;
        List<ReleaseSummary> releases = [.. (answer ?? []).OfType<ReleaseSummary>()];
        return releases.Count == answer?.Count
            && releases.All(release => release is { Id.Length: Digits, Sha256.Length: Digits, Name: not null, Property: not null, Unit: not null, Bytes: >= 0 })
                ? releases
                : throw new IOException("the coordinator's answer is no list of releases; check the address");
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

    /// <summary>A call that ends when the other side is silent for too long, and says in words for a person why it failed.</summary>
    private async Task<T> PatientlyAsync<T>(Func<CancellationTokenSource, Task<T>> call, CancellationToken cancellation)
    {
        using CancellationTokenSource bound = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        bound.CancelAfter(patience);
        try
        {
            return await call(bound).ConfigureAwait(false);
        }
        catch (OperationCanceledException error) when (!cancellation.IsCancellationRequested)
        {
            throw new TimeoutException($"{http.BaseAddress} was silent for {patience.TotalSeconds:0} s", error);
        }
        catch (HttpRequestException error) when (error.HttpRequestError == HttpRequestError.SecureConnectionError)
        {
            throw new HttpRequestException(
                error.HttpRequestError, $"{http.BaseAddress} does not show the certificate that is trusted; nothing was asked of it", error);
        }
        catch (JsonException error)
        {
            throw new IOException($"{http.BaseAddress} does not answer as a coordinator does: {error.Message}", error);
        }
    }
}
