using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using FedMat.Crypto;
using FedMat.Learning;
using FedMat.Protocol;
using FedMat.Wire;

namespace FedMat.Coordinator.Tests;

public sealed class ReleaseTests : IAsyncLifetime
{
    private readonly Consortium consortium = new();
    private HttpClient http = null!;
    private StudyEnding ending = null!;

    public async Task InitializeAsync()
    {
        await consortium.StartAsync();
        SumMember[] members = await consortium.BeginAsync(consortium.Plan());
        ending = await members[0].EndAsync();
        SocketsHttpHandler handler = new();
        handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) => consortium.IsOurs(shown);
        http = new HttpClient(handler) { BaseAddress = consortium.Host!.HttpsAddress, Timeout = Party.Soon };
    }

    public async Task DisposeAsync()
    {
        http.Dispose();
        await consortium.DisposeAsync();
    }

    [Fact]
    public async Task Releases_AfterAStudy_ListIt()
    {
        ReleaseSummary release = Assert.Single((await http.GetFromJsonAsync<List<ReleaseSummary>>("api/releases"))!);

        Assert.Equal((ending.Release.ToString(), "gaps", "band_gap_eV", "eV", 3), (release.Id, release.Name, release.Property, release.Unit, release.Members));
        Assert.Equal(release, await http.GetFromJsonAsync<ReleaseSummary>($"api/releases/{release.Id}"));
        byte[] bundle = await http.GetByteArrayAsync($"api/releases/{release.Id}/bundle");
        Assert.Equal((release.Bytes, release.Sha256), (bundle.LongLength, Digest.Of(bundle).ToString()));
    }

    [Fact]
    public async Task Bundle_HoldsWhatItsSignedManifestNames()
    {
        Dictionary<string, byte[]> files = await UnzipAsync();

        Signed<ReleaseManifest> manifest = Signed<ReleaseManifest>.Parse(files[BundleLayout.Manifest]);

        Assert.True(manifest.IsSignedBy(consortium.Roster.Content.Coordinator.Key));
        Assert.Equal(ending.Release, manifest.Content.Id);
        Assert.Equal(2, manifest.Content.Rounds);
        Assert.Equal(files.Keys.Except([BundleLayout.Manifest]).Order(), manifest.Content.Files.Select(file => file.Name).Order());
        Assert.All(manifest.Content.Files, file => Assert.Equal((file.Length, file.Sha256), (files[file.Name].LongLength, Digest.Of(files[file.Name]))));
        Assert.Equal(manifest.Content.State, Digest.Of(files[BundleLayout.State]));
        Assert.Equal(222, CountingLearner.Total(new ModelState(files[BundleLayout.State])));
    }

    [Fact]
    public async Task Bundle_HoldsTheSignedPlanTheRosterAndTheWeights()
    {
        Dictionary<string, byte[]> files = await UnzipAsync();

        Signed<Plan> plan = Signed<Plan>.Parse(files[BundleLayout.Plan]);
        Assert.Equal(ending.Study, plan.Content.Id);
        Assert.True(plan.IsSignedBy(consortium.Administrator.Key.Public));
        Assert.True(Signed<Roster>.Parse(files[BundleLayout.Roster]).IsSignedBy(consortium.Root));
        Assert.Equal(222f, Safetensors.Read(files[BundleLayout.Weights]).Single().Values.Single());
    }

    [Fact]
    public async Task Card_SaysWhatForWhomAndHowWell()
    {
        string card = System.Text.Encoding.UTF8.GetString((await UnzipAsync())[BundleLayout.Card]);

        Assert.Contains("**band_gap_eV** in **eV**", card);
        Assert.Contains("3 members contributed: aurora, borealis, cirrus", card);
        Assert.Contains("Mean absolute error 0.25 eV", card);
        Assert.Contains("`formula`: a chemical formula", card);
        Assert.Contains("- Licence: CC BY 4.0.", card);
        Assert.Contains("- For: the members.", card);
        Assert.Contains("- Until 2100-01-01.", card);
        Assert.Contains("## Limits", card);
    }

    [Fact]
    public async Task Card_OfAStudyThatAMemberWasLeftOutOf_NamesThoseWhoContributed()
    {
        StudyId study = await consortium.ProposeAsync(consortium.PlanOfFour(graceSeconds: 0));
        SumMember[] members = [.. consortium.Nodes.Select(node => consortium.Join(node.Id, 1))];

        ending = await members[0].EndAsync();

        string card = System.Text.Encoding.UTF8.GetString((await UnzipAsync())[BundleLayout.Card]);
        Assert.Equal(study, ending.Study);
        Assert.Contains("3 members contributed: aurora, borealis, cirrus.", card);
    }

    [Fact]
    public async Task Bundle_AskedForInPart_GivesThatPart()
    {
        byte[] whole = await http.GetByteArrayAsync(Path);
        using HttpRequestMessage request = new(HttpMethod.Get, Path);
        request.Headers.Range = new RangeHeaderValue(10, 19);

        using HttpResponseMessage response = await http.SendAsync(request);

        Assert.Equal(HttpStatusCode.PartialContent, response.StatusCode);
        Assert.Equal(whole[10..20], await response.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Bundle_AskedForWithItsTag_IsNotSentAgain()
    {
        using HttpResponseMessage first = await http.GetAsync(Path);
        using HttpRequestMessage request = new(HttpMethod.Get, Path);
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        using HttpResponseMessage second = await http.SendAsync(request);

        Assert.Equal($"\"{Digest.Of(await first.Content.ReadAsByteArrayAsync())}\"", first.Headers.ETag!.Tag);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Theory]
    [InlineData("healthz", HttpStatusCode.OK)]
    [InlineData("api/releases/00", HttpStatusCode.NotFound)]
    [InlineData("api/releases/0000000000000000000000000000000000000000000000000000000000000000/bundle", HttpStatusCode.NotFound)]
    [InlineData("api/releases/..%2f..%2fcoordinator.db/bundle", HttpStatusCode.NotFound)]
    [InlineData("", HttpStatusCode.NotFound)]
    public async Task Path_OnTheHttpsListener_Answers(string path, HttpStatusCode status)
    {
        using HttpResponseMessage response = await http.GetAsync(path);

        Assert.Equal(status, response.StatusCode);
    }

    private string Path => $"api/releases/{ending.Release}/bundle";

    private async Task<Dictionary<string, byte[]>> UnzipAsync()
    {
        using ZipArchive zip = new(new MemoryStream(await http.GetByteArrayAsync(Path)));
        Assert.All(zip.Entries, entry => Assert.Equal(1980, entry.LastWriteTime.Year));
        Dictionary<string, byte[]> files = [];
        foreach (ZipArchiveEntry entry in zip.Entries)
        {
            using MemoryStream bytes = new();
            using Stream stream = entry.Open();
            await stream.CopyToAsync(bytes);
            files.Add(entry.FullName, bytes.ToArray());
        }

        return files;
    }
}
