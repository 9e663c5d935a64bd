namespace FedMat.Notices;

/// <summary>Where a webhook listens.</summary>
/// <param name="Address">https, or http on this machine. Its path may be a secret of its own.</param>
/// <param name="Secret">Signs the body; null for none.</param>
internal sealed record WebhookRoute(Uri Address, NoticeSecret? Secret);
