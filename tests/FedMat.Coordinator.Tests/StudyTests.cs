using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Wire;
using FedMat.Wire.V1;

namespace FedMat.Coordinator.Tests;

/// <summary>Studies whose members all keep to the protocol and stay.</summary>
public sealed class StudyTests : IAsyncLifetime
{
    private readonly Consortium consortium = new();

    public Task InitializeAsync() => consortium.StartAsync();

    public async Task DisposeAsync() => await consortium.DisposeAsync();

    [Fact]
    public async Task Study_OfHonestMembers_EndsInTheSumsOfTheirVectors()
    {
        SumMember[] members = await consortium.BeginAsync(consortium.Plan(rounds: 3));

        foreach (SumMember member in members)
        {
            StudyEnding ending = await member.EndAsync();
            Assert.Equal((StudyStatus.Completed, ""), (ending.Status, ending.Reason));
            Assert.NotNull(ending.Release);
            Assert.Equal(4 * 111, CountingLearner.Total(member.State));
        }
    }

    [Fact]
    public async Task Round_AfterTheFirst_StartsFromTheSetupThatWasMadeAhead()
    {
        SumMember[] members = await consortium.BeginAsync(consortium.Plan(rounds: 3));

        await members[0].EndAsync();

        Assert.True(members[0].HasHeard(SumNews.WhatOneofCase.Opened, round: 1));
        for (int round = 2; round <= 4; round++)
        {
            Assert.False(members[0].HasHeard(SumNews.WhatOneofCase.Opened, round));
            Assert.True(members[0].HasHeard(SumNews.WhatOneofCase.Check, round));
        }
    }

    [Fact]
    public async Task Watch_OfAStudy_ShowsPresenceVectorsAndTheEnd()
    {
        StudyId study = await consortium.ProposeAsync(consortium.Plan(rounds: 1));
        SumMember aurora = consortium.Join(consortium.Nodes[0].Id, 1);
        StudyProgress first = await consortium.SeeAsync(study, progress => progress.Members[0].Online && progress.Attempt > 0);
        Assert.Equal("running moments 1 eV", $"{first.Status} {first.Phase} {first.Attempt} {first.Unit}");
        Assert.Equal([true, false, false], first.Members.Select(member => member.Online));
        await consortium.SeeAsync(study, progress => progress.Reason.StartsWith("waiting for borealis (offline), cirrus (offline) to begin the sum", StringComparison.Ordinal));

        SumMember cirrus = consortium.Join(consortium.Nodes[2].Id, 100);
        cirrus.IsDeafTo = news => news.WhatCase == SumNews.WhatOneofCase.Inputs;
        consortium.Join(consortium.Nodes[1].Id, 10);
        await consortium.SeeAsync(study, progress => progress.Reason.StartsWith("waiting for cirrus; ", StringComparison.Ordinal));
        StudyProgress vectors = await consortium.SeeAsync(study, progress => progress.Members.Count(member => member.Contributed) == 2);
        Assert.Equal([true, true, false], vectors.Members.Select(member => member.Contributed));

        await cirrus.LeaveAsync();
        cirrus.IsDeafTo = _ => false;
        cirrus.Listen(consortium.Grpc);
        await aurora.EndAsync();
        StudyProgress last = await consortium.SeeAsync(study, progress => progress.Status != "running");
        Assert.Equal(("completed", 2, 0.25), (last.Status, last.Sums, last.HoldOutMae));
        Assert.Equal(32, last.Release.Length);
    }

    [Fact]
    public async Task Stop_ByTheAdministrator_EndsTheStudyWithItsReason()
    {
        StudyId study = await consortium.ProposeAsync(consortium.Plan());
        SumMember member = consortium.Join(consortium.Nodes[0].Id, 1);
        await member.HearAsync(SumNews.WhatOneofCase.Opened, round: 1);

        await consortium.Administrator.Studies(consortium.Grpc).StopAsync(new StopStudyRequest { Study = study.ToBytes(), Reason = "wrong\ndata" });

        StudyEnding ending = await member.EndAsync();
        Assert.Equal((StudyStatus.Stopped, "stopped by administrator: wrong?data"), (ending.Status, ending.Reason));
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(consortium["state"], "vectors")));
    }

    [Fact]
    public async Task News_WithoutAStudy_StartsWithAHeartbeat()
    {
        using NewsReader news = new(consortium.Nodes[0], consortium.Grpc);

        Assert.Equal("no study is running", (await news.NextAsync()).Heartbeat.WaitingFor);
    }

    [Fact]
    public async Task Fetch_OfTheStateOfTheNextSum_GivesItsBytesAndItsProof()
    {
        SumMember[] members = await consortium.BeginAsync(consortium.Plan(rounds: 2));
        Array.ForEach(members, member => member.IsDeafTo = news => news is { WhatCase: SumNews.WhatOneofCase.Survivors, Key.Round: 2 });
        await Task.WhenAll(members.Select(member => member.HearAsync(SumNews.WhatOneofCase.Survivors, round: 2)));
        (StudyId study, Digest state) = (members[0].TurnOf(2).Round.Study, members[0].State.Hash);

        Assert.Equal(members[0].State.Memory.ToArray(), await consortium.Nodes[0].FetchAsync(consortium.Grpc, study, state));
        Assert.Equal(members[0].State.Memory.ToArray()[5..], await consortium.Nodes[0].FetchAsync(consortium.Grpc, study, state, offset: 5));
        FetchProofReply proof = await consortium.Nodes[0].Rounds(consortium.Grpc)
            .FetchProofAsync(new FetchProofRequest { Study = study.ToBytes(), State = state.ToBytes() }).ResponseAsync.WaitAsync(Party.Soon);
        Assert.Equal(3, proof.Acceptances.Count);
        SumTerms terms = members[0].TurnOf(1).Terms;
        Assert.Null(Aggregation.StateProof.Refuse(terms, terms.Round, state, [.. proof.Acceptances.Select(word => word.ToSigned<Acceptance>())]));
    }

    [Fact]
    public async Task Fetch_OfWhatNoSumNeeds_IsRefused()
    {
        StudyId study = await consortium.ProposeAsync(consortium.Plan());
        Digest unknown = Digest.Of("unknown"u8);

        Refusal refusal = await Party.RefusalOfAsync(() => consortium.Nodes[0].FetchAsync(consortium.Grpc, study, unknown));

        Assert.Equal(RefusalCode.RoundUnknown, refusal.Code);
        Assert.Equal(
            RefusalCode.ContributionForeign,
            (await Party.RefusalOfAsync(() => consortium.Outsider.FetchAsync(consortium.Grpc, study, unknown))).Code);
    }
}
