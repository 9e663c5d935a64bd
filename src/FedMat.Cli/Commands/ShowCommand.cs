using System.CommandLine;
using FedMat.Client;
using FedMat.Protocol;

namespace FedMat.Cli.Commands;

/// <summary>`fedmat model show`: a release's card, and how it did on rows that its models had not seen.</summary>
internal static class ShowCommand
{
    public static Command Create()
    {
        Command command = new("show", "What a release is and how well it predicts.") { ModelCommands.BundleFile, ModelCommands.Root, ModelCommands.Json };
        command.SetAction(parsed =>
        {
            VerifiedRelease release = ModelCommands.Open(parsed.GetRequiredValue(ModelCommands.BundleFile).FullName, ModelCommands.ParseRoot(parsed));
            if (parsed.GetValue(ModelCommands.Json))
                ModelCommands.Print(Figures(release));
            else
                Console.Out.Write(Printable(release.Card));
            return ExitCode.Done;
        });
        return command;
    }

    private static object Figures(VerifiedRelease release)
    {
        ReleaseManifest manifest = release.Manifest;
        return new
        {
            Id = manifest.Id.ToString(), manifest.Name, manifest.Property, manifest.Unit, manifest.Members, manifest.Rounds, manifest.Created,
            HoldOut = Predictor.For(release).Figures,
        };
    }

    /// <summary>A card is text from elsewhere: what would steer a terminal is left out.</summary>
    private static string Printable(string card) => string.Concat(card.Where(letter => letter == '\n' || !char.IsControl(letter)));
}
