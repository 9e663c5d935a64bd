namespace FedMat.Notices;

/// <summary>Looks at a party for what a person should know.</summary>
public interface INoticeSource
{
    /// <summary>Everything that holds at this moment, be it told already or not.</summary>
    Task<IReadOnlyList<Notice>> LookAsync(CancellationToken cancellation);
}
