namespace FedMat.Learning;

/// <summary>What makes a personal prediction of a federated and a local one.</summary>
/// <param name="Weight">The part of the federated one, from 0 to 1; the rest is the local one's.</param>
/// <param name="Offset">What the member's instrument or method reads more, in the target's unit.</param>
/// <param name="Scale">What it reads more for each unit above the centre.</param>
/// <param name="Centre">The mean of the federated predictions.</param>
internal sealed record PersonalMix(double Weight, double Offset, double Scale, double Centre)
{
    public static PersonalMix Federated { get; } = new(1, 0, 0, 0);

    public double Corrected(double federated) => federated + Offset + (Scale * (federated - Centre));

    public double Of(double federated, double local) => (Weight * Corrected(federated)) + ((1 - Weight) * local);
}
