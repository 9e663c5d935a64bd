using System.Buffers;
using System.Globalization;
using FedMat.Crypto;
using FedMat.Materials;

namespace FedMat.Node;

/// <summary>The last line of an egress ledger or a coordinator's audit log, noted elsewhere: proof later that nothing up to it was rewritten. Written COUNT:HASH.</summary>
/// <param name="Count">How many lines there were.</param>
/// <param name="Hash">Of the last of them.</param>
public sealed record LedgerAnchor(long Count, Digest Hash)
{
    private const int HashLength = 64;
    private static readonly SearchValues<char> HashDigits = SearchValues.Create("0123456789abcdef");

    /// <exception cref="InputException">It is no anchor.</exception>
    public static LedgerAnchor Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int colon = text.IndexOf(':');
        if (colon > 0 && text.Length - colon - 1 == HashLength && !text.AsSpan(colon + 1).ContainsAnyExcept(HashDigits)
            && long.TryParse(text.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out long count))
            return new LedgerAnchor(count, Digest.Parse(text[(colon + 1)..]));
        throw new InputException($"'{text}' is no anchor", "Give COUNT:HASH as the ledger or the log was printed with it.");
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Count}:{Hash}");
}
