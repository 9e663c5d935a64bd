using FedMat.Protocol;
using FedMat.Storage.Coordinator;
using FedMat.Wire.V1;

namespace FedMat.Coordinator.Tests;

/// <summary>One word in many bytes: the coordinator keeps it once.</summary>
public sealed class RepeatedWordTests : IAsyncLifetime
{
    private readonly Consortium consortium = new();

    public Task InitializeAsync() => consortium.StartAsync();

    public async Task DisposeAsync() => await consortium.DisposeAsync();

    [Fact]
    public async Task Dealing_SaidAgainWithOtherEnvelopes_IsKeptOnce()
    {
        Plan plan = consortium.Plan();
        SumMember[] members = await consortium.BeginAsync(plan, all =>
        {
            all[1].IsDeafTo = news => news.WhatCase == SumNews.WhatOneofCase.Adverts;
            all[2].IsDeafTo = news => news.WhatCase == SumNews.WhatOneofCase.Dealers;
        });
        SumNews adverts = await members[0].HearAsync(SumNews.WhatOneofCase.Adverts, round: 1);
        await members[1].HearAsync(SumNews.WhatOneofCase.Adverts, round: 1);
        Said dealing = Assert.Single(members[0].TurnOf(1).Deal(SignedMessage<AdvertList>.Parse(adverts.Adverts.Span)));

        for (byte flip = 1; flip <= 20; flip++)
            await members[0].Party.SayAsync(consortium.Grpc, Lies.OtherEnvelopes(dealing, flip));

        await members[1].ComeBackAsync();
        await members[2].HearAsync(SumNews.WhatOneofCase.Dealers, round: 1);
        Assert.Equal(3, (await consortium.StopAndReadAsync(plan.Id)).Count(word => word.Kind == SumWordKind.Dealing));
    }
}
