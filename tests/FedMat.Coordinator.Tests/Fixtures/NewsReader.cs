using FedMat.Wire;
using FedMat.Wire.V1;
using Grpc.Core;

namespace FedMat.Coordinator.Tests;

/// <summary>A member's stream of news, read with a bound.</summary>
internal sealed class NewsReader(Party party, Uri address) : IDisposable
{
    private readonly AsyncServerStreamingCall<News> call = party.Rounds(address).Watch(new WatchRequest());

    public async Task<News> NextAsync()
    {
        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None).WaitAsync(Party.Soon), "the stream of news ended");
        return call.ResponseStream.Current;
    }

    public async Task<News> NextAsync(News.WhatOneofCase what)
    {
        while (true)
        {
            News news = await NextAsync();
            if (news.WhatCase == what)
                return news;
        }
    }

    public async Task<StudyEnding> EndingAsync() => (await NextAsync(News.WhatOneofCase.StudyEnded)).StudyEnded.ToNoun();

    public async Task<RpcException> BreakAsync() =>
        await Assert.ThrowsAsync<RpcException>(async () =>
        {
            while (await call.ResponseStream.MoveNext(CancellationToken.None).WaitAsync(Party.Soon))
            {
            }
        });

    public void Dispose() => call.Dispose();
}
