namespace FedMat.EndToEnd.Tests;

/// <summary>A test that needs a table from ../shared/data, which not every machine has.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SharedFactAttribute : FactAttribute
{
    public SharedFactAttribute(string table)
    {
        Table = table;
        if (Checkout.Shared(table) is null)
            Skip = $"../shared/data/{table} is not there";
    }

    public string Table { get; }
}
