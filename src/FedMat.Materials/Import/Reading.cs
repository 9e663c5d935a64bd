namespace FedMat.Materials;

/// <summary>How a number was read from a cell that holds more or other than a plain number.</summary>
public enum Reading
{
    Plain,

    /// <summary>420±15: 15 is the standard deviation.</summary>
    PlusMinus,

    /// <summary>350-380: the middle, with the standard deviation of a uniform distribution.</summary>
    Range,

    /// <summary>&gt; 20000: the true value is above.</summary>
    LowerBound,

    /// <summary>&lt; 5: the true value is below.</summary>
    UpperBound,

    /// <summary>&lt; 0.001 of an input: the middle between it and 0, with the standard deviation of a uniform distribution.</summary>
    BelowDetection,

    /// <summary>tr.: present and not quantified; read as 0.</summary>
    Trace,

    /// <summary>~350, about 350: the number.</summary>
    Approximate,

    /// <summary>RT: 23 °C.</summary>
    RoomTemperature,

    /// <summary>-, n/a: no value.</summary>
    Missing,
}
