using System.Security.Cryptography;
using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Storage.Node;
using Microsoft.Data.Sqlite;

namespace FedMat.Storage.Tests.Node;

/// <summary>A node's state folder that can be copied as a killed process or a backup would leave it, and attempts to put into it.</summary>
internal sealed class NodeFolder : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public static StudyId Study { get; } = new(Digest.Of("study"u8));

    public string this[string name] => folder[name];

    /// <summary>The key under which the node promises.</summary>
    public VerifyingKey Identity { get; set; } = NewIdentity();

    public string KeyFile => folder["promises.key"];

    public static RoundId Round(int number) => new(Study, number, 1);

    public static Digest Setup(int number) => Digest.Of([(byte)number, 1]);

    public static byte[] Secrets(int number) => [.. Enumerable.Range(number, 96).Select(value => (byte)value)];

    public static Promise Promise(
        int setup, int stage, string request = "asked", string answer = "answered", int part = 0, bool isSecret = false) =>
        new(Setup(setup), stage, part, Digest.Of(Text(request)), Text(request), Text(answer), isSecret);

    public static byte[] Text(string text) => System.Text.Encoding.UTF8.GetBytes(text);

    public static Task<Outcome<byte[][]>> KeepAsync(NodeStore store, Promise promise) =>
        store.Promises.KeepAsync(new PromiseStep { Promises = [promise] }, default).WaitAsync(TimeSpan.FromSeconds(20));

    public Task<NodeStore> OpenAsync(RandomNumberGenerator? source = null) =>
        NodeStore.OpenAsync(folder.Path, Identity, TimeProvider.System, source ?? RandomNumberGenerator.Create(), default).WaitAsync(TimeSpan.FromSeconds(20));

    public async Task<NodeStore> OpenWithSetupAsync(RandomNumberGenerator? source = null)
    {
        NodeStore store = await OpenAsync(source);
        (await store.Promises.OpenAsync(Round(1), Setup(1), Secrets(1), default)).OrThrow();
        return store;
    }

    /// <summary>The folder as it is on the disk at this moment.</summary>
    public NodeFolder Copy()
    {
        NodeFolder copy = new() { Identity = Identity };
        foreach (string path in Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories))
        {
            string name = Path.GetRelativePath(folder.Path, path);
            Directory.CreateDirectory(Path.GetDirectoryName(copy[name])!);
            File.WriteAllBytes(copy[name], Read(path));
        }

        return copy;
    }

    public static VerifyingKey NewIdentity()
    {
        using SigningKey key = SigningKey.Create();
        return key.Public;
    }

    /// <summary>Puts another folder's key file, which is of another time, into this one.</summary>
    public void TakeKeyFile(NodeFolder other) => File.WriteAllBytes(KeyFile, Read(other.KeyFile));

    /// <summary>Whether the bytes lie anywhere in the folder.</summary>
    public bool Holds(ReadOnlySpan<byte> bytes)
    {
        foreach (string path in Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories))
        {
            if (Read(path).AsSpan().IndexOf(bytes) >= 0)
                return true;
        }

        return false;
    }

    public static Task<Outcome<SetupRecord>> EnterAsync(NodeStore store, int number) =>
        store.Promises.OpenAsync(Round(number), Setup(number), Secrets(number), default);

    /// <summary>Asks the database behind the store's back.</summary>
    public long Run(string sql)
    {
        using SqliteConnection database = new($"Data Source={this["node.db"]};Pooling=False");
        database.Open();
        using SqliteCommand command = new(sql, database);
        return (long)command.ExecuteScalar()!;
    }

    public void Dispose() => folder.Dispose();

    private static byte[] Read(string path)
    {
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
