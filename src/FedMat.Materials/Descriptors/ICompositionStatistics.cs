namespace FedMat.Materials;

/// <summary>A versioned set of numbers that describe a composition.</summary>
internal interface ICompositionStatistics
{
    IReadOnlyList<string> Names { get; }

    /// <summary>Writes every one of the numbers; allocates nothing.</summary>
    /// <param name="numbers">Atomic numbers up to <see cref="DescriptorSet.HeaviestElement"/>, rising.</param>
    /// <param name="amounts">As many amounts, above zero, in any scale.</param>
    /// <param name="values">Room for as many numbers as there are names.</param>
    void Write(ReadOnlySpan<byte> numbers, ReadOnlySpan<double> amounts, Span<double> values);
}
