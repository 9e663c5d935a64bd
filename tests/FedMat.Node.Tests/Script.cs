using System.Threading.Channels;
using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Wire;
using FedMat.Wire.V1;
using Google.Protobuf;

namespace FedMat.Node.Tests;

/// <summary>What a <see cref="CoordinatorDouble"/> says, and what it was told. It outlives a restart of the double.</summary>
internal sealed class Script
{
    public Script(SigningKey coordinatorKey) =>
        Answer = signed => Task.FromResult(Receipt.Sign(signed.Contribution, coordinatorKey).ToMessage());

    public uint Protocol { get; set; } = 1;

    /// <summary>The roster that hello offers; none by default.</summary>
    public ByteString Roster { get; set; } = ByteString.Empty;

    /// <summary>The bytes that every fetch of a state is answered with.</summary>
    public byte[] State { get; set; } = [];

    /// <summary>What becomes of an upload; a signed receipt by default.</summary>
    public Func<SignedContribution, Task<ContributeReply>> Answer { get; set; }

    public Channel<HelloRequest> Hellos { get; } = Channel.CreateUnbounded<HelloRequest>();

    public Channel<News> News { get; } = Channel.CreateUnbounded<News>();

    public Channel<Digest> Fetched { get; } = Channel.CreateUnbounded<Digest>();

    public Channel<Upload> Uploads { get; } = Channel.CreateUnbounded<Upload>();

    /// <summary>One for each news stream that has ended: until then it may still take what the next one is meant to hear.</summary>
    public Channel<bool> WatchEnds { get; } = Channel.CreateUnbounded<bool>();

    public void Tell(News news) => News.Writer.TryWrite(news);
}
