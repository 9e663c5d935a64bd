using System.Globalization;
using FedMat.Protocol;
using Grpc.Core;

namespace FedMat.Wire;

/// <summary>A refusal as a gRPC status: its number in the trailer <c>fedmat-refusal</c>, its sentence as the status's detail.</summary>
public static class RefusalStatus
{
    public const string Trailer = "fedmat-refusal";

    public static RpcException ToException(this Refusal refusal) =>
        new(new Status(CodeOf(refusal.Code), refusal.Detail), new Metadata { { Trailer, refusal.Number } });

    /// <summary>The refusal that a peer sent, or null when the call failed for another reason.</summary>
    public static Refusal? ToRefusal(this RpcException error)
    {
        string? number = error.Trailers.FirstOrDefault(entry => entry.Key == Trailer && !entry.IsBinary)?.Value;
        return number is ['F', 'M', .. string digits]
            && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int code)
            && Enum.IsDefined((RefusalCode)code)
                ? new Refusal((RefusalCode)code, error.Status.Detail)
                : null;
    }

    private static StatusCode CodeOf(RefusalCode code) => code switch
    {
        RefusalCode.UnknownCertificate or RefusalCode.MemberExpired or RefusalCode.MemberRevoked => StatusCode.Unauthenticated,
        RefusalCode.WrongRole or RefusalCode.PlanNotSigned or RefusalCode.RosterNotSigned or RefusalCode.InvitationUnusable => StatusCode.PermissionDenied,
        RefusalCode.ContributionUnsigned or RefusalCode.ContributionForeign => StatusCode.PermissionDenied,
        RefusalCode.Malformed or RefusalCode.PlanInvalid or RefusalCode.ContributionLength => StatusCode.InvalidArgument,
        RefusalCode.StudyUnknown or RefusalCode.RoundUnknown or RefusalCode.ReleaseUnknown => StatusCode.NotFound,
        RefusalCode.ContributionRepeated => StatusCode.AlreadyExists,
        RefusalCode.ContributionPayload or RefusalCode.BundleTruncated or RefusalCode.BundleAltered => StatusCode.DataLoss,
        _ => StatusCode.FailedPrecondition,
    };
}
