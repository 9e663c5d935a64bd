namespace FedMat.Learning.Neural;

/// <summary>Where a network is trained.</summary>
public enum TrainingDevice
{
    /// <summary>On the GPU where there is one.</summary>
    Auto,

    Cpu,

    /// <summary>On the GPU; an error where there is none.</summary>
    Cuda,
}
