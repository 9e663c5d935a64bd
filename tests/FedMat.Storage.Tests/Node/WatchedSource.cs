using System.Security.Cryptography;

namespace FedMat.Storage.Tests.Node;

/// <summary>Real randomness that says when it is drawn: a store draws before it writes a key and before it seals.</summary>
internal sealed class WatchedSource(Action drawn) : RandomNumberGenerator
{
    public override void GetBytes(byte[] data)
    {
        drawn();
        Fill(data);
    }
}
