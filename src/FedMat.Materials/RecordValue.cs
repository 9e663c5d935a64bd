namespace FedMat.Materials;

/// <summary>The value of one input: a composition, a number, a category, or missing.</summary>
public readonly record struct RecordValue
{
    private RecordValue(Composition? composition, double? number, string? category)
    {
        Composition = composition;
        Number = number;
        Category = category;
    }

    public static RecordValue Missing => default;

    public Composition? Composition { get; }

    public double? Number { get; }

    public string? Category { get; }

    public bool IsMissing => Composition is null && Number is null && Category is null;

    public static RecordValue Of(Composition composition) => new(composition, null, null);

    public static RecordValue Of(double number) => new(null, number, null);

    public static RecordValue OfCategory(string category) => new(null, null, category);
}
