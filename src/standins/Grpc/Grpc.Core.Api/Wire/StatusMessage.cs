using System.Globalization;
using System.Text;

namespace Grpc.Core.Wire;

/// <summary>The percent-encoding of <c>grpc-message</c> (gRPC over HTTP/2): printable ASCII but '%' stays, every other byte of UTF-8 is %XX.</summary>
internal static class StatusMessage
{
    public static string Encode(string text)
    {
        if (text.All(c => c is >= ' ' and <= '~' and not '%'))
            return text;
        var encoded = new StringBuilder();
        foreach (byte b in Encoding.UTF8.GetBytes(text))
            if (b is >= (byte)' ' and <= (byte)'~' and not (byte)'%')
                encoded.Append((char)b);
            else
                encoded.Append(CultureInfo.InvariantCulture, $"%{b:X2}");
        return encoded.ToString();
    }

    public static string Decode(string text) => Uri.UnescapeDataString(text);
}
