namespace FedMat.Materials;

/// <summary>Part of a descriptor vector: the numbers that come from one input.</summary>
internal interface IDescriptorBlock
{
    IReadOnlyList<string> Names { get; }

    /// <summary>Writes as many numbers as there are names; the room given is not cleared.</summary>
    void Write(Record record, Span<double> values);
}
