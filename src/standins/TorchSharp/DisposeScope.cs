namespace TorchSharp;

/// <summary>
/// Owns every tensor made on its thread while it is the innermost scope, and frees them together. Opened by
/// <see cref="torch.NewDisposeScope"/>; closed by <see cref="Dispose"/>.
/// </summary>
public sealed class DisposeScope : IDisposable
{
    private readonly DisposeScopeManager _manager;
    private HashSet<IDisposable> _owned = new(ReferenceEqualityComparer.Instance);

    internal DisposeScope(DisposeScopeManager manager, DisposeScope? outer)
    {
        _manager = manager;
        OuterScope = outer;
    }

    internal DisposeScope? OuterScope { get; set; }

    public IReadOnlyList<IDisposable> DisposablesView => _owned.ToList();

    public int DisposablesCount => _owned.Count;

    public bool Contains(IDisposable disposable) => _owned.Contains(disposable);

    public T MoveToOuter<T>(T disposable) where T : IDisposable
    {
        Move(disposable, OuterScope);
        return disposable;
    }

    public void MoveToOuter(params IDisposable[] disposables)
    {
        ArgumentNullException.ThrowIfNull(disposables);
        foreach (IDisposable disposable in disposables)
            Move(disposable, OuterScope);
    }

    /// <summary>Takes something out of every scope: from now on the caller frees it.</summary>
    public T Detach<T>(T disposable) where T : IDisposable
    {
        Move(disposable, null);
        return disposable;
    }

    public void Detach(params IDisposable[] disposables)
    {
        ArgumentNullException.ThrowIfNull(disposables);
        foreach (IDisposable disposable in disposables)
            Move(disposable, null);
    }

    public void DisposeEverything()
    {
        HashSet<IDisposable> old = _owned;
        _owned = new HashSet<IDisposable>(ReferenceEqualityComparer.Instance);
        DisposeAll(old);
    }

    public T DisposeEverythingBut<T>(T keep) where T : IDisposable
    {
        DisposeEverythingBut(new IDisposable[] { keep });
        return keep;
    }

    public void DisposeEverythingBut(params IDisposable[] keep)
    {
        ArgumentNullException.ThrowIfNull(keep);
        HashSet<IDisposable> old = _owned;
        _owned = new HashSet<IDisposable>(keep.Where(old.Contains), ReferenceEqualityComparer.Instance);
        old.ExceptWith(_owned);
        DisposeAll(old);
    }

    public void Dispose()
    {
        HashSet<IDisposable> old = _owned;
        _owned = [];
        DisposeAll(old);
        _manager.Close(this);
    }

    internal void Add(IDisposable disposable) => _owned.Add(disposable);

    internal void MarkAsDisposed(IDisposable disposable) => _owned.Remove(disposable);

    private void DisposeAll(HashSet<IDisposable> all)
    {
        foreach (IDisposable disposable in all)
        {
            if (disposable is torch.Tensor tensor)
                tensor.DisposeInScope();
            else
                disposable.Dispose();
            _manager.Counts.DisposedInScopeCount++;
        }
    }

    private void Move(IDisposable disposable, DisposeScope? target)
    {
        if (!_owned.Remove(disposable))
            return;
        if (target is null)
            _manager.Counts.DetachedFromScopeCount++;
        else
            target.Add(disposable);
        if (disposable is torch.Tensor tensor)
            tensor.OwningDisposeScope = target;
    }
}
