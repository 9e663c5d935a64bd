namespace FedMat.Node;

/// <summary>A member's two key files, those that are to take their place, and those that they replaced.</summary>
internal sealed record KeyPaths(string Key, string Tls)
{
    private const string Waiting = ".next";
    private const string Replaced = ".old";

    public static KeyPaths Of(NodeOptions options) => new(options.KeyFile, options.TlsFile);

    /// <summary>Each where it waits; where it does not, it is in its place already.</summary>
    public KeyPaths Next => new(File.Exists(Key + Waiting) ? Key + Waiting : Key, File.Exists(Tls + Waiting) ? Tls + Waiting : Tls);

    public bool IsWaiting => File.Exists(Key + Waiting) || File.Exists(Tls + Waiting);

    /// <summary>Where new ones are put down.</summary>
    public KeyPaths ForNext => new(Key + Waiting, Tls + Waiting);

    /// <summary>
    /// Puts the waiting files into their places. What stood there is kept beside them; when the process is killed in between, the rest is done the
    /// next time.
    /// </summary>
    public void Switch()
    {
        Switch(Tls);
        Switch(Key);
    }

    private static void Switch(string path)
    {
        if (!File.Exists(path + Waiting))
            return;
        if (File.Exists(path))
            SecretFile.Copy(path, path + Replaced);
        File.Move(path + Waiting, path, overwrite: true);
    }
}
