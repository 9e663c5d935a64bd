namespace FedMat.Coordinator.Hosting;

/// <summary>What a peer wrote, for logs, terminals and other members: on one line and not longer than it may be.</summary>
internal static class PeerText
{
    public static string Shown(string text, int most) => new([.. text.Take(most).Select(letter => char.IsControl(letter) ? '?' : letter)]);
}
