namespace FedMat.Notices;

/// <summary>A way to a person.</summary>
internal interface INoticeChannel
{
    /// <summary>For the log: the kind of way and the host, never a path or a credential.</summary>
    string Name { get; }

    /// <summary>Tries once, for 30 seconds at most.</summary>
    /// <exception cref="NoticeFailedException">It was not taken, with a reason that holds no secret.</exception>
    Task SendAsync(NoticeParty party, Notice notice, CancellationToken cancellation);
}
