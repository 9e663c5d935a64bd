namespace FedMat.Learning;

/// <summary>What makes a personal prediction of an adapted and a local one.</summary>
/// <param name="Weight">The part of the adapted one, from 0 to 1; the rest is the local one's.</param>
/// <param name="Offset">What the member's instrument or method reads more, in the target's unit.</param>
/// <param name="Scale">What it reads more for each unit above the centre.</param>
/// <param name="Centre">The mean of the adapted predictions.</param>
internal sealed record PersonalMix(double Weight, double Offset, double Scale, double Centre)
{
    public static PersonalMix Adapted { get; } = new(1, 0, 0, 0);

    public double Corrected(double adapted) => adapted + Offset + (Scale * (adapted - Centre));

    public double Of(double adapted, double local) => (Weight * Corrected(adapted)) + ((1 - Weight) * local);
}
