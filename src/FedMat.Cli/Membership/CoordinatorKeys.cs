using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Cli.Membership;

/// <summary>New keys of a coordinator, before it runs with them.</summary>
internal sealed class CoordinatorKeys : IDisposable
{
    private readonly SigningKey key = SigningKey.Create();
    private readonly TlsIdentity tls;

    private CoordinatorKeys(TlsIdentity tls) => this.tls = tls;

    /// <summary>As a roster names them.</summary>
    public CoordinatorEntry Entry => new(key.Public, tls.Pin);

    /// <param name="name">The consortium's; goes into the certificate.</param>
    /// <param name="address">Where the coordinator is reached.</param>
    /// <param name="now">From which the certificate holds.</param>
    public static CoordinatorKeys Create(string name, Uri address, DateTimeOffset now) => new(Certificate.Create(name, now, address));

    /// <param name="folder">Is not there, or empty. It is written whole or not at all.</param>
    /// <param name="roster">Names them.</param>
    public void Write(string folder, Signed<Roster> roster) => NewFolder.Create(folder, whole => PartyFolder.Write(whole, key, tls, roster));

    public void Dispose()
    {
        key.Dispose();
        tls.Dispose();
    }
}
