using FedMat.Aggregation;
using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Storage.Coordinator;
using FedMat.Wire;
using FedMat.Wire.V1;
using Google.Protobuf;

namespace FedMat.Coordinator.Sums;

/// <summary>A step of a sum as members are told of it: each what concerns it, or nothing. Safe for many threads.</summary>
internal sealed class Notice
{
    private readonly Func<MemberId, SumNews?> newsFor;

    private Notice(Func<MemberId, SumNews?> newsFor) => this.newsFor = newsFor;

    public SumNews? For(MemberId member) => newsFor(member);

    public static Notice Opened(RoundId attempt, IEnumerable<MemberId> members, Digest state, RoundSpec ask, DateTimeOffset? deadline) =>
        To(members, Of(attempt, new SumNews
        {
            Opened = new SumOpened
            {
                State = state.ToBytes(),
                Ask = ask.Hash.ToBytes(),
                Length = ask.Length,
                DeadlineUnixMs = deadline?.ToUnixTimeMilliseconds() ?? 0,
            },
        }));

    public static Notice Adverts(RoundId attempt, DealStage stage) =>
        To(stage.List.Content.Members, Of(attempt, new SumNews { Adverts = stage.List.ToByteString() }));

    /// <summary>U2, with each holder's shares.</summary>
    public static Notice Dealers(RoundId attempt, HoldStage stage)
    {
        ByteString list = stage.List.ToByteString();
        HashSet<MemberId> holders = [.. stage.List.Content.Members];
        return new Notice(member => holders.Contains(member)
            ? Of(attempt, new SumNews { Dealers = new DealersNews { List = list, Shares = new HeldShares(stage.SharesFor(member)).ToBody() } })
            : null);
    }

    public static Notice Complaint(RoundId attempt, SignedMessage<Complaint> complaint) =>
        To([complaint.Content.Dealer], Of(attempt, new SumNews { Complaint = complaint.ToByteString() }));

    public static Notice Opening(RoundId attempt, SignedMessage<Opening> opening) =>
        To([opening.Content.Holder], Of(attempt, new SumNews { Opening = opening.ToByteString() }));

    public static Notice Inputs(RoundId attempt, IEnumerable<MemberId> holders, InputStage stage) =>
        To(holders, Of(attempt, new SumNews { Inputs = stage.Request.ToByteString() }));

    public static Notice Survivors(RoundId attempt, IEnumerable<MemberId> holders, AgreeStage stage) =>
        To(holders, Of(attempt, new SumNews { Survivors = stage.List.ToByteString() }));

    public static Notice Unmask(RoundId attempt, IEnumerable<MemberId> holders, UnmaskStage stage) =>
        To(holders, Of(attempt, new SumNews { Unmask = stage.Request.ToBody() }));

    public static Notice Result(RoundId attempt, IEnumerable<MemberId> holders, CheckStage stage) =>
        To(holders, Of(attempt, new SumNews { Result = stage.Result.ToByteString() }));

    public static Notice Check(RoundId attempt, IEnumerable<MemberId> holders, CheckList list) =>
        To(holders, Of(attempt, new SumNews { Check = list.ToBody() }));

    public static Notice Close(RoundId attempt, ClosingStage stage) =>
        ToAll(Of(attempt, new SumNews { Close = stage.Request.ToByteString() }));

    /// <summary>What holds for a whole study.</summary>
    public static Notice Of(SumNotice notice)
    {
        ByteString body = UnsafeByteOperations.UnsafeWrap(notice.Body);
        return ToAll(Of(notice.Round, notice.Kind switch
        {
            SumNoticeKind.Certificate => new SumNews { Certificate = body },
            SumNoticeKind.Conviction => new SumNews { Conviction = body },
            _ => new SumNews { Consent = body },
        }));
    }

    private static SumNews Of(RoundId attempt, SumNews news)
    {
        news.Key = attempt.ToMessage();
        return news;
    }

    private static Notice ToAll(SumNews news) => new(_ => news);

    private static Notice To(IEnumerable<MemberId> members, SumNews news)
    {
        HashSet<MemberId> told = [.. members];
        return new Notice(member => told.Contains(member) ? news : null);
    }
}
