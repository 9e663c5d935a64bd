using FedMat.Protocol;

namespace FedMat.Aggregation.Tests;

/// <summary>That a "no" is the right one, and the only thing that came out.</summary>
internal static class Refused
{
    public static void As<T>(RefusalCode code, Outcome<T> outcome)
        where T : class
    {
        Assert.Null(outcome.Value);
        Assert.Equal(code, outcome.Refusal?.Code);
    }

    public static void As(RefusalCode code, HoldResult result)
    {
        Assert.Null(result.Held);
        Assert.Null(result.Complaints);
        Assert.Equal(code, result.Refusal?.Code);
    }
}
