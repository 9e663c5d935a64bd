namespace FedMat.Notices;

/// <summary>Where mail goes, and through what.</summary>
/// <param name="To">The reader's address.</param>
/// <param name="From">The sender's.</param>
/// <param name="Host">The mail server.</param>
/// <param name="Port">Its port.</param>
/// <param name="Security">How the way to it is protected.</param>
/// <param name="Credentials">user:password; null for none.</param>
internal sealed record MailRoute(string To, string From, string Host, int Port, SmtpSecurity Security, NoticeSecret? Credentials);
