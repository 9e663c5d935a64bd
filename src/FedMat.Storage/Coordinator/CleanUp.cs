namespace FedMat.Storage.Coordinator;

/// <summary>
/// Takes away what no row needs any longer. It comes after the commit that made it needless, so it fails nothing: what cannot go is reported, and
/// goes at the next start.
/// </summary>
internal sealed class CleanUp
{
    /// <summary>Told why something stayed.</summary>
    public Action<Exception> LeftBehind { get; set; } = _ => { };

    public void Run(Action delete)
    {
        try
        {
            delete();
        }
        catch (Exception error) when (HasFailed(error))
        {
            LeftBehind(error);
        }
    }

    public async Task RunAsync(Func<Task> delete)
    {
        try
        {
            await delete().ConfigureAwait(false);
        }
        catch (Exception error) when (HasFailed(error))
        {
            LeftBehind(error);
        }
    }

    private static bool HasFailed(Exception error) => error is IOException or UnauthorizedAccessException;
}
