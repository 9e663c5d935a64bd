using System.Text.Json;

namespace FedMat.EndToEnd.Tests;

/// <summary>A consortium of four labs from its founding to the day on which two are left, each party a process of its own and every step a command that somebody types.</summary>
public sealed class WholeLifeTests : IAsyncLifetime
{
    private const string Stays = "lab-1";
    private const string Rotates = "lab-2";
    private const string Leaves = "lab-3";
    private const string Refuses = "lab-4";
    private static readonly string[] Labs = [Stays, Rotates, Leaves, Refuses];

    private readonly TypedConsortium consortium = new();
    private readonly Dictionary<string, string> fingerprints = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await consortium.DisposeAsync();

    [Fact]
    public async Task FourLabs_FromTheFoundingToALeave_AgreeToTwoStudiesAndKeepTheirLedgers()
    {
        await consortium.FoundAsync();
        await JoinAsync();
        string first = await StudyOfFourAsync();
        await RevokeAsync();
        await RotateAsync();
        string second = await StudyOfThreeAsync();
        await LeaveAsync(first, second);
        await AssertLedgersAsync(first, second);
        await AssertMembersAsync();
    }

    private async Task JoinAsync()
    {
        foreach (string lab in Labs)
            fingerprints[lab] = await consortium.EnrolAsync(lab);
        foreach ((int number, string lab) in Labs.Index())
            await consortium.FurnishAsync(lab, number, Labs.Length);
        foreach (string lab in Labs)
        {
            foreach (string other in Labs.Where(other => other != lab))
                await consortium.StewardAsync(lab, "members", "confirm", other, "--fingerprint", fingerprints[other]);
        }
    }

    /// <summary>One refuses, and the administrator lets the study go without it.</summary>
    private async Task<string> StudyOfFourAsync()
    {
        string study = await consortium.ProposeAsync("Band gaps of four", Labs);
        await consortium.AnswerAsync(Refuses, study, "refuse", "--reason", "the purpose is not ours");
        foreach (string lab in Labs.Where(lab => lab != Refuses))
            await consortium.AnswerAsync(lab, study, "approve");
        await consortium.AdministerAsync("study", "leave-out", study, "--member", Refuses, "--reason", "it refused");
        await AssertVerifiesAsync(await consortium.CompletedAsync(study));
        return study;
    }

    private async Task RevokeAsync()
    {
        await consortium.RevokeAsync(Refuses, "it takes part in nothing");
        await AssertEndsAsync(Refuses);
    }

    /// <summary>Who knew the lab goes on knowing it, by the signature of the key that it had.</summary>
    private async Task RotateAsync()
    {
        Assert.Equal(0, await consortium.Node(Rotates).TerminateAsync());
        string fingerprint = await consortium.RotateAsync(Rotates);
        Assert.NotEqual(fingerprints[Rotates], fingerprint);
        await consortium.StartAsync(Rotates);
        foreach (string lab in new[] { Stays, Leaves })
        {
            await consortium.Node(lab).LineAsync($"'{Rotates}' vouches for the keys of '{Rotates}'");
            JsonElement member = Named(await consortium.StewardAsync(lab, "members", "--json"), Rotates);
            Assert.Equal(fingerprint, member.GetProperty("fingerprint").GetString());
            Assert.True(member.GetProperty("known").GetBoolean());
        }
    }

    private async Task<string> StudyOfThreeAsync()
    {
        string[] labs = [Stays, Rotates, Leaves];
        string study = await consortium.ProposeAsync("Band gaps of three", labs);
        foreach (string lab in labs)
            await consortium.AnswerAsync(lab, study, "approve");
        await AssertVerifiesAsync(await consortium.CompletedAsync(study));
        return study;
    }

    private async Task LeaveAsync(string first, string second)
    {
        string told = (await consortium.StewardAsync(Leaves, "leave", "--reason", "the project is over")).Output;
        Assert.All([first, second], study => Assert.Contains($"{study[..12]}  band_gap", told));
        await consortium.ApproveAsync(Leaves);
        await AssertEndsAsync(Leaves);
    }

    /// <summary>What each contributed to which study stands in its own chain, which holds; whoever refused has contributed nothing.</summary>
    private async Task AssertLedgersAsync(string first, string second)
    {
        foreach (string lab in Labs)
        {
            JsonElement verified = TypedConsortium.Document(await consortium.StewardAsync(lab, "ledger", "verify", "--json"));
            Assert.True(verified.GetProperty("holds").GetBoolean());
            Assert.Equal(lab == Refuses, verified.GetProperty("vectors").GetInt32() == 0);
            string ledger = (await consortium.StewardAsync(lab, "ledger", "--json")).Output;
            Assert.Contains(first, ledger);
            Assert.Equal(lab != Refuses, ledger.Contains(second, StringComparison.Ordinal));
        }
    }

    private async Task AssertMembersAsync()
    {
        Finished members = await consortium.AdministerAsync("members", "--json");
        string[] gone = [.. Labs.Where(lab => Named(members, lab).GetProperty("revoked").ValueKind != JsonValueKind.Null)];
        Assert.Equal([Leaves, Refuses], gone);
        Assert.Empty(TypedConsortium.Document(members).GetProperty("pending").EnumerateArray());
    }

    /// <summary>The roster that takes a lab out ends its node, which says why.</summary>
    private async Task AssertEndsAsync(string lab)
    {
        Assert.NotEqual(0, await consortium.Node(lab).ExitAsync());
        Assert.Contains("fedmat: FM109", consortium.Node(lab).Errors);
    }

    /// <summary>Pulled, and checked from the root key down.</summary>
    private async Task AssertVerifiesAsync(string release)
    {
        string bundle = consortium.FileOf($"{release}.fedmat");
        string root = TypedConsortium.Document(await consortium.AdministerAsync("members", "--json")).GetProperty("root").GetString()!;
        await consortium.TypeAsync("model", "pull", release, "--from", consortium.Downloads.ToString(), "--certificate", consortium.Certificate, "--root", root, "--out", bundle);
        Finished predicted = await consortium.TypeAsync("model", "predict", bundle, "GaAs", "--root", root, "--json");
        Assert.InRange(TypedConsortium.Document(predicted).GetProperty("value").GetDouble(), 0, 14);
    }

    private static JsonElement Named(Finished members, string name) =>
        TypedConsortium.Document(members).GetProperty("members").EnumerateArray().Single(member => member.GetProperty("name").GetString() == name);
}
