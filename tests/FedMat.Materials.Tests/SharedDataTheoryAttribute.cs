namespace FedMat.Materials.Tests;

/// <summary>A theory on the real data beside the checkout; skipped where there are none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedDataTheoryAttribute : TheoryAttribute
{
    public SharedDataTheoryAttribute()
    {
        if (!Directory.Exists(Checkout.SharedData)) Skip = "../shared/data is not beside this checkout.";
    }
}
