using FedMat.Protocol;

namespace FedMat.Aggregation;

/// <summary>With which numbers a stage refuses words.</summary>
/// <param name="Foreign">The member has no part in the stage.</param>
/// <param name="Unsigned">The signature is not the member's.</param>
/// <param name="Repeated">The member has said something else before.</param>
internal sealed record IntakeCodes(RefusalCode Foreign, RefusalCode Unsigned, RefusalCode Repeated)
{
    public static IntakeCodes Words { get; } = new(RefusalCode.NotOnTheList, RefusalCode.SignatureInvalid, RefusalCode.RequestDiffers);

    public static IntakeCodes Inputs { get; } =
        new(RefusalCode.ContributionForeign, RefusalCode.ContributionUnsigned, RefusalCode.ContributionRepeated);
}
