using System.Text.Json;

namespace FedMat.EndToEnd.Tests;

/// <summary>A consumer with nothing but an address, a certificate and the root key.</summary>
[Collection(KeptDemoCollection.Name)]
public sealed class ModelTests(KeptDemo kept)
{
    [Fact]
    public async Task Consumer_ListsPullsVerifiesAndPredicts()
    {
        await using HandStarted consortium = new(kept);
        await consortium.StartAsync();
        await using Running study = consortium.Watch(await consortium.ProposeAsync(rounds: 1));
        Assert.Equal(0, await study.ExitAsync(Running.Later));
        string[] from = ["--from", consortium.Downloads, "--certificate", consortium.Certificate];
        Finished list = (await Running.ToEndAsync(consortium.Work, ["model", "list", "--json", .. from])).Expect(0);
        string id = JsonDocument.Parse(list.Output).RootElement[0].GetProperty("id").GetString()!;
        string release = Path.Combine(consortium.Work, "mine.fedmat");
        (await Running.ToEndAsync(consortium.Work, ["model", "pull", id[..8], .. from, "--root", consortium.Root, "--out", release])).Expect(0);
        Finished verified = (await Running.ToEndAsync(consortium.Work, "model", "verify", release, "--root", consortium.Root)).Expect(0);
        Assert.Contains(id[..12], verified.Output);
        Finished predicted = (await Running.ToEndAsync(consortium.Work, "model", "predict", release, "GaAs", "--root", consortium.Root)).Expect(0);
        Assert.Matches(@"^\S+: -?[0-9.]+ eV\n90 % interval: -?[0-9.]+ to -?[0-9.]+ eV", predicted.Output);
    }

    [Fact]
    public async Task Pull_FromAServerWithAnotherCertificate_LeavesNothing()
    {
        await using HandStarted consortium = new(kept);
        await consortium.StartCoordinatorAsync();
        using TemporaryFolder work = new();
        string wrong = Path.Combine(consortium.Administrator, "tls.pem");
        Finished pull = (await Running.ToEndAsync(
            work.Path, "model", "pull", "abcdef", "--from", consortium.Downloads, "--certificate", wrong, "--root", consortium.Root)).Expect(1);
        Assert.Contains("certificate", pull.Errors);
        Assert.Empty(Directory.GetFileSystemEntries(work.Path));
    }

    [Fact]
    public async Task Pull_FromNobody_IsTheWorldsFault()
    {
        using TemporaryFolder work = new();
        Finished pull = (await Running.ToEndAsync(work.Path, "model", "pull", "abcdef", "--from", "https://127.0.0.1:1", "--root", kept.Root)).Expect(1);
        Assert.Contains("127.0.0.1:1", pull.Errors);
        Assert.Empty(Directory.GetFileSystemEntries(work.Path));
    }

    [Fact]
    public async Task Verify_OfATruncatedBundle_SaysSo()
    {
        using TemporaryFolder work = new();
        byte[] bytes = File.ReadAllBytes(kept.Bundle);
        File.WriteAllBytes(work["cut.fedmat"], bytes[..(bytes.Length / 2)]);
        Finished verify = (await Running.ToEndAsync(work.Path, "model", "verify", work["cut.fedmat"], "--root", kept.Root)).Expect(1);
        Assert.Contains("FM402", verify.Errors);
        Assert.Contains("cut.fedmat", verify.Errors);
    }

    [Fact]
    public async Task Verify_UnderAnotherRoot_IsTheUsersMistake()
    {
        using TemporaryFolder work = new();
        Finished verify = (await Running.ToEndAsync(work.Path, "model", "verify", kept.Bundle, "--root", Convert.ToBase64String(new byte[32]))).Expect(2);
        Assert.Contains("FM404", verify.Errors);
    }

    [Theory]
    [InlineData("GaXx", "Xx")]
    [InlineData("--at temperature_K=3", "temperature_K")]
    [InlineData("", "composition")]
    public async Task Predict_FromABadInput_NamesIt(string arguments, string named)
    {
        string[] typed = arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Finished predict = (await Running.ToEndAsync(kept.Path, ["model", "predict", kept.Bundle, .. typed, "--root", kept.Root])).Expect(2);
        Assert.Contains(named, predict.Errors);
    }

    [Fact]
    public async Task Predict_NeedsNoLibtorch()
    {
        await using Running predict = Running.Start(
            Checkout.App, kept.Path, new Dictionary<string, string> { ["LD_DEBUG"] = "files" },
            "model", "predict", kept.Bundle, "GaAs", "--root", kept.Root);
        Assert.Equal(0, await predict.ExitAsync());
        Assert.Contains("libsodium", predict.Errors);
        Assert.DoesNotContain("libtorch", predict.Errors);
    }
}
