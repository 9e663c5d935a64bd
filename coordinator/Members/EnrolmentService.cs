using FedMat.Coordinator.Access;
using FedMat.Protocol;
using FedMat.Wire;
using FedMat.Wire.V1;
using Grpc.Core;

namespace FedMat.Coordinator.Members;

/// <summary>What those may call whom no roster names.</summary>
internal sealed class EnrolmentService(EnrolmentDesk desk) : Enrolment.EnrolmentBase
{
    public override Task<JoinReply> Join(JoinMessage request, ServerCallContext context)
    {
        if (request.Request.Length > Strangers.RequestBytes || request.Token.Length != Invitation.TokenSize)
            throw new RefusedException(RefusalCode.Malformed, $"'request' has at most {Strangers.RequestBytes} bytes, and 'token' {Invitation.TokenSize}");
        return desk.JoinAsync(CallGuard.PinOf(context), request.Request.ToDocument<JoinRequest>(), request.Token.Memory, context.CancellationToken);
    }

    public override Task<JoinReply> JoinStatus(JoinStatusRequest request, ServerCallContext context) =>
        desk.StatusAsync(CallGuard.PinOf(context), request.Invitation.ToDigest("invitation"), context.CancellationToken);
}
