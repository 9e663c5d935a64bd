namespace FedMat.Materials;

/// <summary>What a unit measures. Units of one quantity convert into each other; all others do not.</summary>
public enum Quantity
{
    Stress,
    Temperature,
    TemperatureRate,

    /// <summary>A bare number, percent or ppm that does not say of what.</summary>
    Ratio,
    MassFraction,
    AtomicFraction,

    /// <summary>Energy of one particle, or of a mole of them: of a gap, a barrier.</summary>
    ParticleEnergy,

    /// <summary>Energy for each atom of a compound, or for a mole of its atoms.</summary>
    EnergyPerAtom,
    Energy,
    EnergyDensity,
    SurfaceEnergy,
    Time,
    Length,
    Area,
    Speed,
    StrainRate,
    Mass,
    Density,
    Toughness,
    Power,
    Voltage,
    Current,
    Frequency,
    MagneticField,
    Capacity,
    Conductivity,
    Resistivity,
    ThermalConductivity,
    Seebeck,

    /// <summary>A scale of hardness: an empirical test, never converted, not even into another scale.</summary>
    Hardness,
}
