namespace FedMat.Notices;

/// <summary>How a mail's way to the server is protected.</summary>
public enum SmtpSecurity
{
    /// <summary>The connection begins in the clear and turns to TLS before anything is said; a server that does not offer it gets nothing.</summary>
    StartTls,

    /// <summary>TLS from the first byte.</summary>
    Tls,

    /// <summary>In the clear: on this machine only.</summary>
    None,
}
