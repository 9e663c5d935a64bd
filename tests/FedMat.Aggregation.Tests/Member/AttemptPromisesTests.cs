using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Aggregation.Tests;

public sealed class AttemptPromisesTests
{
    private static readonly Digest First = Digest.Of("first"u8);
    private static readonly Digest Second = Digest.Of("second"u8);
    private static readonly Consortium Three = new(3);
    private static readonly SumTerms Terms = Three.Terms();

    public static TheoryData<SumStage> Stages => [.. Enum.GetValues<SumStage>()];

    private static SignedMessage<CloseRequest> Request => Three.Signed(new CloseRequest(Terms.Round));

    [Theory]
    [MemberData(nameof(Stages))]
    public void Answer_ToTheSameRequest_IsGivenAgain(SumStage stage)
    {
        AttemptPromises promises = AttemptPromises.None.Answer(stage, First).OrThrow();
        Assert.Equal(promises, promises.Answer(stage, First).OrThrow());
    }

    [Theory]
    [MemberData(nameof(Stages))]
    public void Answer_ToADifferentRequest_IsRefused(SumStage stage)
    {
        AttemptPromises promises = AttemptPromises.None.Answer(stage, First).OrThrow();
        Refused.As(RefusalCode.RequestDiffers, promises.Answer(stage, Second));
    }

    [Theory]
    [MemberData(nameof(Stages))]
    public void Answer_AfterClosing_IsRefused(SumStage stage) =>
        Refused.As(RefusalCode.AttemptClosed, AttemptPromises.None.Close().OrThrow().Answer(stage, First));

    [Theory]
    [MemberData(nameof(Stages))]
    public void Answer_AfterARestoredDatabase_IsRefused(SumStage stage) =>
        Refused.As(RefusalCode.PromisesRestored, (AttemptPromises.None with { Forgotten = true }).Answer(stage, First));

    [Fact]
    public void Unmask_ForAnotherListThanAgreedTo_IsRefused() =>
        Refused.As(RefusalCode.RequestDiffers, AttemptPromises.None.Answer(SumStage.Agree, First).OrThrow().Answer(SumStage.Unmask, Second));

    [Fact]
    public void Agree_ToAnotherListThanWasOpened_IsRefused() =>
        Refused.As(RefusalCode.RequestDiffers, AttemptPromises.None.Answer(SumStage.Unmask, First).OrThrow().Answer(SumStage.Agree, Second));

    [Fact]
    public void Unmask_WithoutHavingAgreed_IsAnswered() =>
        Assert.Equal(First, AttemptPromises.None.Answer(SumStage.Unmask, First).OrThrow().Unmasked);

    [Fact]
    public void Close_BeforeStage4_SignsAndCloses()
    {
        AttemptPromises promises = AttemptPromises.None.Answer(SumStage.Agree, First).OrThrow();

        AttemptClosing closing = Close(Request, promises).OrThrow();

        Assert.True(closing.Promises.Closed);
        Assert.Equal(new Closing(Terms.Round, Three.Ids[0]), closing.Message.Content);
        Assert.True(closing.Message.IsSignedBy(Terms.Members[0].Key));
    }

    [Fact]
    public void Close_Again_GivesTheSameBytes()
    {
        AttemptClosing closing = Close(Request, AttemptPromises.None).OrThrow();
        Assert.Equal(closing.Message, Close(Request, closing.Promises).OrThrow().Message);
    }

    [Fact]
    public void Close_AfterStage4_IsRefused() =>
        Refused.As(RefusalCode.RequestDiffers, Close(Request, AttemptPromises.None.Answer(SumStage.Unmask, First).OrThrow()));

    [Fact]
    public void Close_AfterARestoredDatabase_IsRefused() =>
        Refused.As(RefusalCode.PromisesRestored, Close(Request, AttemptPromises.None with { Forgotten = true }));

    [Fact]
    public void Close_OnARequestThatAMemberSigned_IsRefused() =>
        Refused.As(RefusalCode.ListUnsigned, Close(Three.SignedBy(Three.Ids[1], Request.Content), AttemptPromises.None));

    [Fact]
    public void Close_OfAnotherAttempt_IsRefused() =>
        Refused.As(RefusalCode.SetupForeign, Close(Three.Signed(new CloseRequest(Three.Terms(attempt: 2).Round)), AttemptPromises.None));

    private static Outcome<AttemptClosing> Close(SignedMessage<CloseRequest> request, AttemptPromises promises) =>
        AttemptClosing.Close(request, Terms, Three.Ids[0], Three.KeyOf(Three.Ids[0]), promises);
}
