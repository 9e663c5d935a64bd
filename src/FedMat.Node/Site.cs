using FedMat.Crypto;
using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Node;

/// <summary>What is this node's own and stays here: its keys, its data and the contract that says what the data mean. Opened and checked at start.</summary>
public sealed class Site : IDisposable
{
    private readonly string folder;
    private readonly string? dataFile;

    private Site(NodeOptions options, SigningKey key, TlsIdentity tls)
    {
        folder = options.Folder;
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

    /// <summary>Rows that studies can use, when the data were checked at start.</summary>
    public int Rows { get; private set; }

    /// <exception cref="RefusedException">FM504, FM506, FM507 or FM510, with the file and what to do.</exception>
    public static async Task<Site> OpenAsync(NodeOptions options, CancellationToken cancellation)
    {
        Site site = OpenKeys(options);
        try
        {
            site.Contract = options.ReadContract();
            // Where tables are yet to come, a node may start without rows.
            bool isEmpty = options is { DataFile: null, ImportFolder: not null } && !await StudyRecords.AnyAsync(options.Folder, cancellation).ConfigureAwait(false);
            site.Rows = isEmpty ? 0 : (await site.ReadDataAsync(cancellation).ConfigureAwait(false)).Rows;
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
    /// Reads the private data as they are now: the table of the setting 'dataFile', or else the node's records. Rows that are marked as being for testing
    /// stay out of every study.
    /// </summary>
    /// <exception cref="InputException">A cell or column does not fit the contract, or there are no rows; the message quotes it and stays at this site.</exception>
    /// <exception cref="RefusedException">FM504: the file cannot be read. FM508: the records cannot.</exception>
    public Task<Dataset> ReadDataAsync(CancellationToken cancellation) => dataFile is { } file
        ? Task.FromResult(ReadTable(file))
        : StudyRecords.ReadAsync(folder, Contract, cancellation);

    public void Dispose()
    {
        Key.Dispose();
        Tls.Dispose();
    }

    /// <summary>The keys alone, without contract and data.</summary>
    /// <exception cref="RefusedException">FM504, FM506.</exception>
    internal static Site OpenKeys(NodeOptions options)
    {
        MemberKeys keys = MemberKeys.Read(KeyPaths.Of(options), options.PassphraseFile);
        return new Site(options, keys.Identity, keys.Tls);
    }

    private Dataset ReadTable(string file)
    {
        using StringReader text = new(SiteFile.ReadText(file, "dataFile"));
        Table table = Table.Read(text, file);
        bool divided = table.IndexOf("split") is not null;
        return Dataset.Build(table, Contract, row => !divided || Splits.Of(row, Contract) == Split.Train);
    }
}
