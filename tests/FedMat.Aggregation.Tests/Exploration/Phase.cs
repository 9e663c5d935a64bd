namespace FedMat.Aggregation.Tests;

/// <summary>What the coordinator waits for.</summary>
internal enum Phase
{
    Adverts,
    Deals,
    Holdings,
    Inputs,
    Agreements,
    Answers,
    Closings,
    Done,
}
