namespace FedMat.EndToEnd.Tests;

/// <summary>A test over tables of ../shared/data, which not every machine has.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SharedTheoryAttribute : TheoryAttribute
{
    private const string OneOfThem = "band_gap_anions.csv";

    public SharedTheoryAttribute()
    {
        if (Checkout.Shared(OneOfThem) is null)
            Skip = "../shared/data is not there";
    }
}
