namespace FedMat.Learning;

/// <summary>What a round's sum has means of.</summary>
internal enum NeuralBlock
{
    /// <summary>Over training rows.</summary>
    Loss,

    /// <summary>Over training rows: the change of each weight.</summary>
    Difference,

    /// <summary>Over training rows: the control variates.</summary>
    Control,

    /// <summary>Over held rows: the absolute error of the standardised target.</summary>
    Error,
}
