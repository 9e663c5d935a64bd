using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using FedMat.Client;
using FedMat.Crypto;
using FedMat.Materials;
using FedMat.Protocol;
using Spectre.Console;
using Table = Spectre.Console.Table;

namespace FedMat.Cli.Commands;

/// <summary>`fedmat model ...`: what the scientist types. Only `list` and `pull` use the network.</summary>
internal static class ModelCommands
{
    private static readonly JsonSerializerOptions JsonForm = new(JsonSerializerDefaults.Web);

    private static readonly Option<Uri> From = HttpsAddress.Option("--from", "The coordinator's address for downloads, https://host:port.");
    private static readonly Option<FileInfo?> Certificate = new("--certificate")
    {
        Description = "The coordinator's certificate (PEM) for downloads, where the system does not trust it by itself.",
    };

    internal static readonly Option<string> Root = new("--root")
    {
        Description = "The consortium's root public key, as the administrator gave it to you.",
        Required = true,
    };

    internal static readonly Option<bool> Json = new("--json") { Description = "Print one JSON document." };
    internal static readonly Argument<FileInfo> BundleFile = new("bundle") { Description = "A release (*.fedmat)." };

    public static Command Create() => new("model", "Releases: list, pull, verify, show, predict.") { List(), Pull(), Verify(), ShowCommand.Create(), PredictCommand.Create() };

    private static Command List()
    {
        Command command = new("list", "The releases that a coordinator offers.") { From, Certificate, Json };
        command.SetAction(async (parsed, cancellation) =>
        {
            using ReleaseCatalogue catalogue = Connect(parsed);
            IReadOnlyList<ReleaseSummary> releases = await catalogue.ListAsync(cancellation).ConfigureAwait(false);
            if (parsed.GetValue(Json))
            {
                Print(releases);
                return ExitCode.Done;
            }

            Table table = new Table { Border = TableBorder.Simple }.AddColumns("id", "name", "predicts", "unit", "members", "published", "KiB");
            foreach (ReleaseSummary release in releases)
                table.AddRow([.. Cells(release).Select(Markup.Escape)]);
            AnsiConsole.Write(table);
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Pull()
    {
        Argument<string> id = new("id") { Description = "The release's id or its first digits." };
        Option<FileInfo?> output = new("--out") { Description = "The file to write; by default the release's name with .fedmat." };
        Command command = new("pull", "Download a release and verify it.") { id, From, Certificate, Root, output, Json };
        command.SetAction(async (parsed, cancellation) =>
        {
            VerifyingKey root = ParseRoot(parsed);
            using ReleaseCatalogue catalogue = Connect(parsed);
            string partial = (parsed.GetValue(output)?.FullName ?? Path.GetFullPath("release" + BundleLayout.Extension)) + ".unverified";
            try
            {
                await catalogue.PullAsync(parsed.GetRequiredValue(id), partial, progress: null, cancellation).ConfigureAwait(false);
                VerifiedRelease release = Open(partial, root);
                string path = parsed.GetValue(output)?.FullName ?? Path.GetFullPath(FileName(release.Manifest.Name));
                File.Move(partial, path, overwrite: true);
                Describe(parsed, release, path);
            }
            finally
            {
                File.Delete(partial);
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static Command Verify()
    {
        Command command = new("verify", "Check a release from the root key down.") { BundleFile, Root, Json };
        command.SetAction(parsed =>
        {
            string path = parsed.GetRequiredValue(BundleFile).FullName;
            Describe(parsed, Open(path, ParseRoot(parsed)), path);
            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>A release whose every signature and hash holds.</summary>
    /// <exception cref="InputException">There is no such file.</exception>
    /// <exception cref="RefusedException">It is no bundle, or cannot be trusted; the message names the file.</exception>
    internal static VerifiedRelease Open(string path, VerifyingKey root)
    {
        if (!File.Exists(path))
            throw new InputException("there is no such file", "Check the path.", path);
        try
        {
            using FileStream stream = File.OpenRead(path);
            return Bundle.Read(stream).Verify(root);
        }
        catch (RefusedException refused)
        {
            throw new RefusedException(refused.Refusal with { Detail = $"{path}: {refused.Refusal.Detail}" }, refused);
        }
    }

    private static void Describe(ParseResult parsed, VerifiedRelease release, string path)
    {
        ReleaseManifest manifest = release.Manifest;
        if (parsed.GetValue(Json))
        {
            Print(new { Id = manifest.Id.ToString(), manifest.Name, manifest.Property, manifest.Unit, manifest.Members, manifest.Rounds, manifest.Created, Verified = true, File = path });
            return;
        }

        Console.Out.WriteLine($"{path}: release {manifest.Id.Short} of '{manifest.Name}' is whole and signed");
        Console.Out.WriteLine($"it predicts {manifest.Property} in {manifest.Unit}; {manifest.Members} members, {manifest.Rounds} sums, published {manifest.Created:yyyy-MM-dd HH:mm} UTC");
    }

    private static ReleaseCatalogue Connect(ParseResult parsed)
    {
        Uri address = parsed.GetRequiredValue(From);
        string? pem = parsed.GetValue(Certificate)?.FullName;
        if (pem is null)
            return ReleaseCatalogue.At(address);
        try
        {
            using X509Certificate2 certificate = X509Certificate2.CreateFromPem(File.ReadAllText(pem));
            return ReleaseCatalogue.At(address, certificate);
        }
        catch (System.Security.Cryptography.CryptographicException error)
        {
            throw new InputException("this is no certificate", "Give the coordinator's certificate as PEM.", pem, cause: error);
        }
    }

    internal static VerifyingKey ParseRoot(ParseResult parsed) => VerifyingKey.TryParse(parsed.GetRequiredValue(Root), out VerifyingKey root)
        ? root
        : throw new InputException("the value of --root is no public key", "Give the consortium's root key as the administrator gave it to you: 44 characters of base64.");

    private static string[] Cells(ReleaseSummary release) =>
    [
        release.Id[..12], release.Name, release.Property, release.Unit, release.Members.ToString(CultureInfo.InvariantCulture),
        release.Created.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), (release.Bytes / 1024).ToString(CultureInfo.InvariantCulture),
    ];

    /// <summary>A release's file, by its name: whatever stands in the name, it leads out of no folder.</summary>
    internal static string FileName(string name)
    {
        string slug = string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '-')).Trim('-');
        return (slug.Length == 0 ? "release" : slug) + BundleLayout.Extension;
    }

    internal static void Print<T>(T value) => Console.Out.WriteLine(JsonSerializer.Serialize(value, JsonForm));
}
