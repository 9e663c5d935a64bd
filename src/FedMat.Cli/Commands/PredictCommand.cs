using System.CommandLine;
using System.Globalization;
using FedMat.Client;
using FedMat.Learning;
using FedMat.Materials;

namespace FedMat.Cli.Commands;

/// <summary>`fedmat model predict`: one material, by a release or by the model that a member keeps beside it.</summary>
internal static class PredictCommand
{
    public static Command Create()
    {
        Argument<string?> composition = new("composition") { Description = "A formula such as GaAs, where the release wants one.", Arity = ArgumentArity.ZeroOrOne };
        Option<string[]> at = new("--at") { Description = "Another input as name=value; repeat for more.", DefaultValueFactory = _ => [] };
        Option<FileInfo?> personal = new("--personal") { Description = "The file that `fedmat node compare` has kept: predict by the model that it told to use." };
        Command command = new("predict", "Predict with a release, on this machine.")
        {
            ModelCommands.BundleFile, composition, at, personal, ModelCommands.Root, ModelCommands.Json,
        };
        command.SetAction(parsed =>
        {
            VerifiedRelease release = ModelCommands.Open(parsed.GetRequiredValue(ModelCommands.BundleFile).FullName, ModelCommands.ParseRoot(parsed));
            PersonalFile? own = parsed.GetValue(personal) is { } file ? Read(file.FullName) : null;
            Predictor predictor = own is null ? Predictor.For(release) : Predictor.For(release, own);
            Prediction prediction = predictor.Predict(parsed.GetValue(composition), parsed.GetValue(at)!);
            string? by = own?.Choice.ToString().ToLowerInvariant();
            if (parsed.GetValue(ModelCommands.Json))
            {
                ModelCommands.Print(new
                {
                    release.Manifest.Property, Composition = parsed.GetValue(composition), prediction.Value, prediction.Unit, prediction.Interval, prediction.Outside, Model = by, prediction.Auxiliary,
                });
            }
            else
            {
                Print(release.Manifest.Property, prediction, own);
            }

            return ExitCode.Done;
        });
        return command;
    }

    /// <exception cref="InputException">There is no such file, or it is no personal model.</exception>
    private static PersonalFile Read(string path)
    {
        if (!File.Exists(path))
            throw new InputException("there is no such file", "Check the path.", path);
        try
        {
            return PersonalFile.Parse(File.ReadAllBytes(path));
        }
        catch (FormatException error)
        {
            throw new InputException($"the personal model cannot be read: {error.Message.TrimEnd('.')}", "Make it again with `fedmat node compare`.", path, cause: error);
        }
    }

    private static void Print(string property, Prediction prediction, PersonalFile? own)
    {
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{property}: {prediction.Value:0.###} {prediction.Unit}"));
        string rows = own is null ? "the members" : "the node";
        if (prediction.Interval is { } interval)
        {
            Console.Out.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{interval.Level:0 %} interval: {interval.Low:0.###} to {interval.High:0.###} {prediction.Unit}, for records like those of {rows}"));
        }

        if (own is not null)
            Console.Out.WriteLine($"by {Wording(own.Choice)}, which {own.Rows} own rows measured{(prediction.Interval is null ? "; too few to promise an interval" : "")}");
        foreach (AuxiliaryPrediction auxiliary in prediction.Auxiliary)
        {
            string value = auxiliary.Value is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known:0.###} {auxiliary.Unit}") : "measured in too few rows of any member";
            Console.Out.WriteLine($"{auxiliary.Name}: {value}, an auxiliary target without an interval");
        }

        if (prediction.Outside is { } outside)
            Console.Out.WriteLine($"outside the model's domain: {outside}; take it as a guess");
    }

    /// <summary>A choice in words.</summary>
    internal static string Wording(PersonalChoice choice) => choice switch
    {
        PersonalChoice.Local => "the node's own model",
        PersonalChoice.Federated => "the release",
        _ => "the personal mix",
    };
}
