namespace FedMat.Aggregation.Tests;

internal enum StepKind
{
    Deal,
    Mask,
    Agree,
    Unmask,
    Close,
    Certificate,
    Convict,
}

/// <summary>
/// What a coordinator can ask a node in an attempt, as far as it matters to the node: which lists it is shown, and whose signatures under
/// them. What a node says in answer is named by the same step without the signatures.
/// </summary>
/// <param name="Kind">The stage.</param>
/// <param name="Attempt">Counts from 0.</param>
/// <param name="U1">Whose adverts.</param>
/// <param name="U2">Whose deals.</param>
/// <param name="U3">Whose vectors.</param>
/// <param name="Version">Which of its vectors the corrupt member signed for this U3.</param>
/// <param name="Signers">Whose agreements or closings are shown.</param>
internal readonly record struct Step(
    StepKind Kind, int Attempt, MemberSet U1 = default, MemberSet U2 = default, MemberSet U3 = default, int Version = 0,
    MemberSet Signers = default)
{
    public Step As(StepKind kind) => this with { Kind = kind, Signers = default };

    /// <summary>The vector that goes into this list.</summary>
    public Step Input => new(StepKind.Mask, Attempt, U1, U2);

    /// <summary>The deal that goes into this list.</summary>
    public Step Dealing => new(StepKind.Deal, Attempt, U1);

    /// <summary>The same step where the members go by other names.</summary>
    public Step Renamed(IReadOnlyList<int> to) =>
        this with { U1 = U1.Renamed(to), U2 = U2.Renamed(to), U3 = U3.Renamed(to), Signers = Signers.Renamed(to) };

    public override string ToString() => Kind switch
    {
        StepKind.Deal => $"deal to {U1} in attempt {Attempt + 1}",
        StepKind.Mask => $"mask over {U2} of {U1} in attempt {Attempt + 1}",
        StepKind.Agree => $"agree to {U3} of {U2} of {U1}, version {Version}, in attempt {Attempt + 1}",
        StepKind.Unmask => $"unmask {U3} of {U2} of {U1}, version {Version}, signed by {Signers}, in attempt {Attempt + 1}",
        StepKind.Certificate => $"take the certificate of attempt {Attempt + 1} signed by {Signers}",
        _ => $"{Kind} attempt {Attempt + 1}",
    };
}
