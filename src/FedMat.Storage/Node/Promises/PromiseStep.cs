namespace FedMat.Storage.Node;

/// <summary>What one commit keeps, in this order: an attempt is opened, answers are kept, an attempt ends. All of it or nothing.</summary>
public sealed record PromiseStep
{
    public NewSetup? Open { get; init; }

    /// <summary>Of whatever attempts, the opened one included. At most one of them with a list.</summary>
    public IReadOnlyList<Promise> Promises { get; init; } = [];

    public SetupEnd? End { get; init; }

    /// <exception cref="ArgumentException">A stage is answered twice, two lists are signed, or an attempt is to end open.</exception>
    internal void Check()
    {
        if (Promises.DistinctBy(promise => (promise.Setup, promise.Stage, promise.Part)).Count() != Promises.Count)
            throw new ArgumentException("a part of a stage is answered twice");
        if (Promises.Count(promise => promise.List is not null) > 1)
            throw new ArgumentException("two lists are signed at once");
        if (End is { Status: SetupStatus.Open })
            throw new ArgumentException("an attempt ends closed or done");
    }
}
