using System.Diagnostics.CodeAnalysis;

namespace FedMat.Protocol;

/// <summary>What a step came to: a value, or the reason why there is none.</summary>
/// <typeparam name="T">The value.</typeparam>
public readonly struct Outcome<T>
    where T : class
{
    private Outcome(T? value, Refusal? refusal)
    {
        Value = value;
        Refusal = refusal;
    }

    public T? Value { get; }

    public Refusal? Refusal { get; }

    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool IsGiven => Value is not null;

    public static implicit operator Outcome<T>(T value) => new(value, null);

    public static implicit operator Outcome<T>(Refusal refusal) => new(null, refusal);

    /// <summary>The value, or the refusal as an exception.</summary>
    /// <exception cref="RefusedException">There is no value.</exception>
    public T OrThrow() => IsGiven ? Value : throw new RefusedException(Refusal ?? throw new InvalidOperationException("an outcome of nothing"));
}
