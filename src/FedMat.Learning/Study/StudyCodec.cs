using FedMat.Protocol;

namespace FedMat.Learning;

/// <summary>
/// A study's state as bytes: magic "FMS1", phase, then what the phase has: survey; cells or thresholds; the states of the models of each
/// candidate begun; scores; calibration. Reading checks everything: the bytes come from a peer.
/// </summary>
internal sealed class StudyCodec(int inputs, int auxiliary, StudySettings settings, Func<Preparation, int, int, IFitter> fitters)
{
    private const int Magic = 0x31534D46;

    /// <summary>Of the latest state: most are as long as the one before.</summary>
    private int length = 256;

    public ModelState Write(StudyState state)
    {
        StateWriter writer = new StateWriter(length).Int32(Magic).Byte((byte)state.Phase);
        state.Survey?.Write(writer);
        if (state.Phase == StudyPhase.Bins)
        {
            writer.Int32(state.Count);
            state.Grid!.Write(writer);
        }

        if (state.Phase >= StudyPhase.Fit)
            WriteFits(state, writer);
        if (state.Phase == StudyPhase.Scores)
            writer.Byte((byte)(state.Scores is null ? 0 : 1));
        state.Scores?.Write(writer);
        if (state.Phase == StudyPhase.Done)
            state.Calibration!.Write(writer);
        ModelState written = writer.ToState();
        length = written.Length;
        return written;
    }

    /// <exception cref="FormatException">No state of this plan.</exception>
    public StudyState Read(ModelState bytes)
    {
        StateReader reader = new(bytes);
        StateReader.Require(reader.Int32() == Magic, "it begins otherwise");
        StudyPhase phase = (StudyPhase)reader.Byte();
        StateReader.Require(phase <= StudyPhase.Done, "the phase is out of range");
        StudyState state = StudyState.First with { Phase = phase };
        if (phase > StudyPhase.Survey)
            state = state with { Survey = Survey.Read(reader, inputs, auxiliary) };
        if (phase == StudyPhase.Bins)
            state = state with { Count = reader.Below(BinSums.Counts - 1, "the number of counts"), Grid = BinGrid.Read(reader, inputs) };
        if (phase >= StudyPhase.Fit)
            state = ReadFits(state, reader);
        if (phase >= StudyPhase.Calibration || (phase == StudyPhase.Scores && reader.Byte() == 1))
            state = state with { Scores = Scores.Read(reader, settings.Candidates.Count) };
        if (phase == StudyPhase.Done)
            state = state with { Calibration = Calibration.Read(reader, settings.HasClasses) };
        reader.End();
        return state;
    }

    private static void WriteRising(float[][] lists, StateWriter writer)
    {
        foreach (float[] list in lists)
            writer.Singles(list);
    }

    private void WriteFits(StudyState state, StateWriter writer)
    {
        WriteRising(state.Prepared.Thresholds, writer);
        writer.Int32(state.Candidate).Int32(state.Fits.Count);
        for (int candidate = 0; candidate < state.Fits.Count; candidate++)
        {
            for (int model = 0; model < settings.Models; model++)
                fitters(state.Prepared, candidate, model).Write(state.Fits[candidate][model], writer);
        }
    }

    private StudyState ReadFits(StudyState state, StateReader reader)
    {
        Preparation preparation = new(state.Survey!, BinGrid.ReadRising(reader, inputs));
        int candidate = reader.Below(settings.Candidates.Count - 1, "the candidate");
        int begun = reader.Int32();
        StateReader.Require(begun == (state.Phase == StudyPhase.Fit ? candidate + 1 : settings.Candidates.Count), "models of candidates are missing");
        List<FitState[]> fits = [];
        for (int i = 0; i < begun; i++)
            fits.Add([.. Enumerable.Range(0, settings.Models).Select(model => fitters(preparation, i, model).Read(reader))]);
        return state with { Preparation = preparation, Candidate = candidate, Fits = fits };
    }
}
