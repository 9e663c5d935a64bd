namespace TorchSharp;

/// <summary>The chain of open dispose scopes of one thread, and its counts.</summary>
public sealed class DisposeScopeManager
{
    [ThreadStatic] private static DisposeScopeManager? s_ofThread;

    private DisposeScope? _current;

    private DisposeScopeManager() { }

    public static ThreadDisposeScopeStatistics Statistics => OfThread.Counts;

    internal static DisposeScopeManager OfThread => s_ofThread ??= new DisposeScopeManager();

    internal ThreadDisposeScopeStatistics Counts { get; } = new();

    internal DisposeScope Open() => _current = new DisposeScope(this, _current);

    internal DisposeScope? Register(torch.Tensor made)
    {
        if (_current is null)
        {
            Counts.CreatedOutsideScopeCount++;
            return null;
        }
        Counts.CreatedInScopeCount++;
        _current.Add(made);
        return _current;
    }

    /// <summary>Takes a scope out of the chain, wherever it stands in it.</summary>
    internal void Close(DisposeScope closed)
    {
        if (ReferenceEquals(_current, closed))
        {
            _current = closed.OuterScope;
            return;
        }
        for (DisposeScope? scope = _current; scope is not null; scope = scope.OuterScope)
        {
            if (ReferenceEquals(scope.OuterScope, closed))
                scope.OuterScope = closed.OuterScope;
        }
    }
}
