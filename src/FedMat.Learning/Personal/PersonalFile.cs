using System.Text;
using System.Text.Json.Nodes;
using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Learning;

/// <summary>
/// What a member keeps of a comparison with a release, to predict by the model that it was told to use. As bytes: magic "FMP1", the release, the choice, the mix, absolute
/// errors on unseen rows, the states that the choice needs by name ("local", "tuned"), SHA-256 of all before. It tells of the member's rows, and stays with the member.
/// </summary>
public sealed class PersonalFile
{
    private const string LocalPart = "local";
    private const string TunedPart = "tuned";
    private const int Magic = 0x31504D46;
    private const int MostParts = 8;
    private readonly PersonalMix mix;
    private readonly double[] errors;
    private readonly SortedDictionary<string, ModelState> parts;

    private PersonalFile(ReleaseId release, PersonalChoice choice, PersonalMix mix, double[] errors, SortedDictionary<string, ModelState> parts)
    {
        Release = release;
        Choice = choice;
        this.mix = mix;
        this.errors = errors;
        this.parts = parts;
    }

    /// <summary>The id of the release that was compared.</summary>
    public ReleaseId Release { get; }

    /// <summary>Which model the member was told to use.</summary>
    public PersonalChoice Choice { get; }

    /// <summary>Own rows that measured it.</summary>
    public int Rows => errors.Length;

    /// <param name="release">The id of the release that was compared.</param>
    /// <param name="result">What the comparison found.</param>
    /// <param name="local">The last state of the study of the member's rows alone.</param>
    /// <param name="tuned">The state of the study's models that went on learning from the member's rows; null where none could.</param>
    public static PersonalFile Of(ReleaseId release, PersonalResult result, ModelState local, ModelState? tuned)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(local);
        SortedDictionary<string, ModelState> parts = new(StringComparer.Ordinal);
        if (result.Choice != PersonalChoice.Federated)
            parts[LocalPart] = local;
        if (result.Choice == PersonalChoice.Personal && tuned is not null)
            parts[TunedPart] = tuned;
        return new PersonalFile(release, result.Choice, result.Model.Mix, [.. result.Errors.Order()], parts);
    }

    /// <summary>
    /// The plan that a member follows alone: at home rows need no grouping. Folds stay those of the study, near rows together, so that errors on unseen rows can be compared.
    /// </summary>
    public static Plan Alone(Plan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        JsonObject learner = (JsonObject)JsonNode.Parse(plan.Learner.Text)!;
        learner[StudySettings.FoldCellKey] = StudySettings.Parse(plan).FoldCell;
        return plan with { MinimumCell = 1, Learner = JsonText.Parse(learner.ToJsonString()) };
    }

    public byte[] ToBytes()
    {
        StateWriter writer = new StateWriter(256).Int32(Magic);
        foreach (byte one in Release.Value.ToArray())
            writer.Byte(one);
        writer.Byte((byte)Choice).Reals([mix.Weight, mix.Offset, mix.Scale, mix.Centre]).Reals(errors).Int32(parts.Count);
        MemoryStream bytes = new();
        bytes.Write(writer.ToState().Memory.Span);
        foreach ((string name, ModelState part) in parts)
        {
            byte[] text = Encoding.ASCII.GetBytes(name);
            bytes.Write(new StateWriter(16).Int32(text.Length).Int32(part.Length).ToState().Memory.Span);
            bytes.Write(text);
            bytes.Write(part.Memory.Span);
        }

        bytes.Write(Digest.Of(bytes.ToArray()).ToArray());
        return bytes.ToArray();
    }

    /// <exception cref="FormatException">The bytes are not whole, or are no such file.</exception>
    public static PersonalFile Parse(ReadOnlySpan<byte> bytes)
    {
        int end = bytes.Length - Digest.Size;
        if (end < 0 || Digest.Of(bytes[..end]) != Digest.FromBytes(bytes[end..]))
            throw new FormatException("it is damaged, or no personal model");
        StateReader reader = new(new ModelState(bytes[..end].ToArray()));
        StateReader.Require(reader.Int32() == Magic, "it begins otherwise");
        ReleaseId release = new(Digest.FromBytes(reader.Bytes(Digest.Size)));
        PersonalChoice choice = (PersonalChoice)reader.Byte();
        StateReader.Require(Enum.IsDefined(choice), "the choice is out of range");
        double[] mix = reader.Reals(4);
        double[] errors = reader.Reals();
        SortedDictionary<string, ModelState> parts = new(StringComparer.Ordinal);
        for (int left = reader.Below(MostParts, "the number of parts"); left > 0; left--)
        {
            (int name, int length) = (reader.Int32(), reader.Int32());
            parts[Encoding.ASCII.GetString(reader.Bytes(name))] = new ModelState(reader.Bytes(length));
        }

        reader.End();
        StateReader.Require(choice == PersonalChoice.Federated || parts.ContainsKey(LocalPart), "the local model is missing");
        return new PersonalFile(release, choice, new PersonalMix(mix[0], mix[1], mix[2], mix[3]), errors, parts);
    }

    /// <summary>The model that the member was told to use.</summary>
    /// <param name="plan">Of the release.</param>
    /// <param name="federated">The release's model.</param>
    /// <exception cref="FormatException">The parts are no states of the plan.</exception>
    public IModel Model(Plan plan, StudyModel federated)
    {
        ArgumentNullException.ThrowIfNull(federated);
        if (Choice == PersonalChoice.Federated)
            return federated;
        IModel local = Learners.For(Alone(plan)).Model(parts[LocalPart]);
        if (Choice == PersonalChoice.Local)
            return local;
        IModel? tuned = parts.TryGetValue(TunedPart, out ModelState? state) ? Learners.For(plan).Model(state) : null;
        return new PersonalModel(federated, tuned, local, mix);
    }

    /// <summary>
    /// Half the width of an interval around a prediction: the ⌈p (n + 1)⌉-th smallest absolute error on the member's own n unseen rows, each of a model that was fitted without
    /// its fold (the cross-validation of Barber et al., Predictive inference with the jackknife+, Ann. Stat. 49, 486, 2021, with one half-width for all rows). It covers about p of rows
    /// that are drawn like those: the predicting model has seen a few more, and was chosen by them.
    /// </summary>
    /// <param name="level">p: above 0 and below 1.</param>
    /// <returns>In the target's unit; null where the rows are too few to promise it.</returns>
    public double? HalfWidth(double level)
    {
        int rank = (int)Math.Ceiling(level * (errors.Length + 1));
        return rank <= errors.Length ? errors[rank - 1] : null;
    }
}
