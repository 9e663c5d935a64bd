using System.Threading.Channels;
using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Wire;
using FedMat.Wire.V1;
using Google.Protobuf;
using Grpc.Core;

namespace FedMat.Node.Tests;

/// <summary>What a <see cref="CoordinatorDouble"/> says, and what it was told. It outlives a restart of the double and of the node.</summary>
internal sealed class Script(SigningKey coordinatorKey)
{
    private readonly Lock gate = new();
    private readonly List<News> told = [];
    private readonly List<Said> said = [];
    private readonly List<Upload> uploads = [];
    private readonly Dictionary<Digest, MemoryStream> broken = [];
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public uint Protocol { get; set; } = Versions.Protocols[0];

    /// <summary>The roster that hello offers; none by default.</summary>
    public ByteString Roster { get; set; } = ByteString.Empty;

    public Channel<HelloRequest> Hellos { get; } = Channel.CreateUnbounded<HelloRequest>();

    /// <summary>The node's answers to plans.</summary>
    public Channel<Signed<StudyConsent>> Answers { get; } = Channel.CreateUnbounded<Signed<StudyConsent>>();

    /// <summary>So many of them are lost on their way first.</summary>
    public int AnswersToLose { get; set; }

    /// <summary>What can be fetched, by hash.</summary>
    public Dictionary<Digest, ReadOnlyMemory<byte>> Blobs { get; } = [];

    /// <summary>The offsets from which something was fetched.</summary>
    public Channel<long> Fetches { get; } = Channel.CreateUnbounded<long>();

    public List<SignedMessage<Acceptance>> Proof { get; } = [];

    /// <summary>The next upload breaks once so many bytes are there; the next fetch once so many have left.</summary>
    public (int? Upload, int? Fetch) Break { get; set; }

    /// <summary>What every word and upload is refused with; null to take them.</summary>
    public Refusal? Refuses { get; set; }

    /// <summary>Whether uploads are lost before anything of them is there.</summary>
    public bool LosesUploads { get; set; }

    /// <summary>A word that is lost on its way, with all that is said with it: once; then the connection holds.</summary>
    public Said.WhatOneofCase? Loses { get; set; }

    /// <summary>What was lost.</summary>
    public Channel<Said> Lost { get; } = Channel.CreateUnbounded<Said>();

    /// <summary>Awaited before anything is fetched.</summary>
    public Task MayFetch { get; set; } = Task.CompletedTask;

    /// <summary>What is given as a receipt; null for a right one.</summary>
    public ByteString? Receipt { get; set; }

    /// <summary>Signs receipts.</summary>
    public SigningKey ReceiptKey { get; set; } = coordinatorKey;

    /// <summary>Tells something, on this stream and again on every later one.</summary>
    public void Tell(params IReadOnlyList<News> news)
    {
        lock (gate)
            told.AddRange(news);
        Notify();
    }

    /// <summary>All other members have accepted the state after a sum, which can be fetched.</summary>
    public void Prove(TestConsortium consortium, RoundId sum, Func<MemberId, SigningKey>? keyOf = null)
    {
        ModelState state = CountingLearner.At(sum.Round);
        Blobs[state.Hash] = state.Memory;
        Digest some = Digest.Of("some"u8);
        Proof.AddRange(consortium.Others.Select(other => SignedMessage<Acceptance>.Sign(
            new Acceptance(sum, other.Id, some, some, some, state.Hash), (keyOf ?? consortium.KeyOf)(other.Id))));
    }

    /// <summary>What was told so far is not told again.</summary>
    public void Forget()
    {
        lock (gate)
            told.Clear();
    }

    /// <summary>All that is to be told on one stream.</summary>
    public async IAsyncEnumerable<News> NewsAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        for (int next = 0; ;)
        {
            Task change = Change();
            News[] more;
            lock (gate)
                more = [.. told.Skip(next)];
            next += more.Length;
            foreach (News news in more)
                yield return news;
            if (more.Length == 0)
                await change.WaitAsync(cancellation);
        }
    }

    public void Take(IReadOnlyList<Said> words)
    {
        if (Refuses is { } refusal)
            throw refusal.ToException();
        if (words.FirstOrDefault(word => word.WhatCase == Loses) is { } lost)
        {
            Loses = null;
            Lost.Writer.TryWrite(lost);
            throw new RpcException(new Status(StatusCode.Unavailable, "the connection is lost"));
        }

        lock (gate)
            said.AddRange(words);
        Notify();
    }

    /// <summary>Everything of one kind that was said for an attempt, in the order in which it came.</summary>
    public IReadOnlyList<Said> Words(RoundId round, Said.WhatOneofCase kind)
    {
        lock (gate)
            return [.. said.Where(word => word.WhatCase == kind && word.Key.ToNoun() == round)];
    }

    /// <summary>Waits for a word; the first of its kind, or the one after so many.</summary>
    public Task<Said> WordAsync(RoundId round, Said.WhatOneofCase kind, int after = 0) => UntilAsync(() => Words(round, kind).ElementAtOrDefault(after));

    /// <summary>Waits for a vector that came whole; the first one, or the one after so many.</summary>
    public Task<Upload> UploadAsync(RoundId round, int after = 0) => UntilAsync(() =>
    {
        lock (gate)
            return uploads.Where(upload => upload.Round == round).ElementAtOrDefault(after);
    });

    /// <summary>Waits until an upload has broken.</summary>
    public Task BrokenAsync() => UntilAsync(() => Break.Upload is null ? broken : null);

    /// <summary>Whether anything of a masked vector has come.</summary>
    public bool HasUpload
    {
        get
        {
            lock (gate)
                return uploads.Count > 0 || broken.Count > 0;
        }
    }

    public long Length(Digest payload)
    {
        lock (gate)
            return broken.TryGetValue(payload, out MemoryStream? there) ? there.Length : 0;
    }

    public async Task<UploadReply> TakeAsync(UploadHeader header, IAsyncStreamReader<UploadPart> rest, CancellationToken cancellation)
    {
        if (LosesUploads)
            throw new RpcException(new Status(StatusCode.Unavailable, "the connection is lost"));
        SignedMessage<MaskedInput> input = header.Input.ToSigned<MaskedInput>();
        MemoryStream bytes = Spool(input.Content.Payload);
        Take(header.Said);
        if (header.Offset != bytes.Length)
            throw new Refusal(RefusalCode.UploadOffset, $"there are {bytes.Length} bytes").ToException();
        while (await rest.MoveNext(cancellation))
        {
            bytes.Write(rest.Current.Data.Span);
            if (Break.Upload is not { } most || bytes.Length < most)
                continue;
            Break = (null, Break.Fetch);
            Notify();
            throw new RpcException(new Status(StatusCode.Unavailable, "the connection is lost"));
        }

        lock (gate)
            uploads.Add(new Upload(header.Key.ToNoun(), input, bytes.ToArray(), header.Offset, header.Said));
        Notify();
        InputReceipt receipt = new(input.Content.Session, input.Content.Member, input.Content.Payload);
        return new UploadReply { Receipt = Receipt ?? SignedMessage<InputReceipt>.Sign(receipt, ReceiptKey).ToByteString() };
    }

    private MemoryStream Spool(Digest payload)
    {
        lock (gate)
        {
            if (!broken.TryGetValue(payload, out MemoryStream? there))
                broken.Add(payload, there = new MemoryStream());
            return there;
        }
    }

    private async Task<T> UntilAsync<T>(Func<T?> find)
        where T : class
    {
        using CancellationTokenSource bound = new(RunningNode.Patience);
        while (true)
        {
            Task change = Change();
            if (find() is { } found)
                return found;
            await change.WaitAsync(bound.Token);
        }
    }

    private Task Change()
    {
        lock (gate)
            return changed.Task;
    }

    private void Notify()
    {
        lock (gate)
        {
            changed.SetResult();
            changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}

/// <summary>A masked vector as it came whole.</summary>
internal sealed record Upload(RoundId Round, SignedMessage<MaskedInput> Input, byte[] Bytes, long Offset, IReadOnlyList<Said> Words);
