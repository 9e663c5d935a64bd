using FedMat.Crypto;
using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Node;

/// <summary>What is this node's own and stays here: its keys, its data and the contract that says what the data mean. Opened and checked at start.</summary>
public sealed class Site : IDisposable
{
    private readonly string dataFile;

    private Site(NodeOptions options, SigningKey key, TlsIdentity tls)
    {
        dataFile = options.DataFile;
        Name = options.Name;
        Root = options.Root;
        Key = key;
        Tls = tls;
    }

    public string Name { get; }

    /// <summary>The pinned root key of the consortium.</summary>
    public VerifyingKey Root { get; }

    public SigningKey Key { get; }

    public TlsIdentity Tls { get; }

    public DataContract Contract { get; private set; } = null!;

    /// <summary>Rows of the table when it was checked at start.</summary>
    public int Rows { get; private set; }

    /// <exception cref="RefusedException">FM504, FM506 or FM507, with the file and what to do.</exception>
    public static Site Open(NodeOptions options)
    {
        Site site = OpenKeys(options);
        try
        {
            site.ReadContract(options.ContractFile);
            site.Rows = site.ReadData().Rows;
            return site;
        }
        catch (InputException error)
        {
            site.Dispose();
            throw new RefusedException(RefusalCode.DataUnusable, error.Message, error);
        }
        catch
        {
            site.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Reads the private table as it is now. A table that says which rows are for testing keeps those out of every study.
    /// </summary>
    /// <exception cref="InputException">A cell or column does not fit the contract; the message quotes it and stays at this site.</exception>
    /// <exception cref="RefusedException">FM504: the file cannot be read.</exception>
    public Dataset ReadData()
    {
        using StringReader text = new(SiteFile.ReadText(dataFile, "dataFile"));
        Table table = Table.Read(text, dataFile);
        bool divided = table.IndexOf("split") is not null;
        return Dataset.Build(table, Contract, row => !divided || Splits.Of(row, Contract) == Split.Train);
    }

    public void Dispose()
    {
        Key.Dispose();
        Tls.Dispose();
    }

    private static Site OpenKeys(NodeOptions options)
    {
        SigningKey key = ReadSecret(options.KeyFile, "keyFile", SigningKey.Import);
        try
        {
            return new Site(options, key, ReadSecret(options.TlsFile, "tlsFile", TlsIdentity.Import));
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }

    private static T ReadSecret<T>(string path, string setting, Func<string, T> import)
    {
        string text = SiteFile.ReadSecret(path, setting);
        try
        {
            return import(text);
        }
        catch (FormatException error)
        {
            throw new RefusedException(RefusalCode.KeyUnusable, $"{path} ('{setting}'): {error.Message}", error);
        }
    }

    private void ReadContract(string path) => Contract = DataContract.Parse(SiteFile.ReadText(path, "contractFile"), path);
}
