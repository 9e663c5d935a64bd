using FedMat.Protocol;
using Grpc.Core;

namespace FedMat.Wire.Tests;

public sealed class RefusalStatusTests
{
    public static TheoryData<RefusalCode> Codes => [.. Enum.GetValues<RefusalCode>()];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Refusal_ThereAndBack_IsTheSame(RefusalCode code)
    {
        Refusal refusal = new(code, "say what to do");

        RpcException sent = refusal.ToException();

        Assert.Equal(refusal, sent.ToRefusal());
        Assert.NotEqual(StatusCode.OK, sent.StatusCode);
    }

    [Theory]
    [InlineData("FM999")]
    [InlineData("304")]
    [InlineData("FM-304")]
    [InlineData("FM")]
    public void Status_WithATrailerThatIsNoCode_IsNoRefusal(string trailer) =>
        Assert.Null(new RpcException(new Status(StatusCode.Internal, ""), new Metadata { { RefusalStatus.Trailer, trailer } }).ToRefusal());

    [Fact]
    public void Status_WithoutATrailer_IsNoRefusal() =>
        Assert.Null(new RpcException(new Status(StatusCode.Unavailable, "gone")).ToRefusal());
}
