namespace FedMat.Learning;

/// <summary>A <see cref="NeuralState"/> as bytes. Which arrays there are follows from the settings.</summary>
internal sealed class NeuralCodec(NeuralSettings settings, NetworkShape shape, ServerStep server, WeightAverage average, EarlyStop stop, int rounds)
{
    private readonly int controls = settings.Strategy == Strategy.Scaffold ? shape.Count : 0;

    /// <summary>The state before the first round.</summary>
    public NeuralState Start(long seed) => new()
    {
        Rounds = 0,
        Weights = shape.Initial(seed),
        First = new float[server.FirstMoments],
        Second = new float[server.SecondMoments],
        Control = new float[controls],
        Average = new float[average.Keeps ? shape.Count : 0],
    };

    public void Write(NeuralState state, StateWriter writer)
    {
        writer.Int32(state.Rounds).Real(state.Loss ?? 0).Singles(state.Weights).Singles(state.First).Singles(state.Second).Singles(state.Control)
            .Int32(state.Averaged).Singles(state.Average);
        if (!stop.Measures)
            return;
        writer.Byte((byte)(state.Finished ? 1 : 0)).Byte((byte)(state.Best is null ? 0 : 1));
        if (state.Best is { } best)
            writer.Real(best.Error).Int32(best.Worse).Singles(best.Weights);
    }

    /// <exception cref="FormatException">The bytes are none that <see cref="Write"/> makes.</exception>
    public NeuralState Read(StateReader reader)
    {
        int round = reader.Below(rounds, "the round");
        double loss = reader.Real();
        NeuralState state = new()
        {
            Rounds = round,
            Loss = round > 0 ? loss : null,
            Weights = reader.Singles(shape.Count),
            First = reader.Singles(server.FirstMoments),
            Second = reader.Singles(server.SecondMoments),
            Control = reader.Singles(controls),
            Averaged = reader.Below(average.Keeps ? round : 0, "the number of averaged states"),
            Average = reader.Singles(average.Keeps ? shape.Count : 0),
        };
        StateReader.Require(Array.TrueForAll(state.Second, moment => moment >= 0), "a second moment is negative");
        if (!stop.Measures)
            return state;
        bool finished = Flag(reader);
        return state with { Finished = finished, Best = Flag(reader) ? Best(reader) : null };
    }

    private static bool Flag(StateReader reader)
    {
        byte value = reader.Byte();
        StateReader.Require(value <= 1, "a mark is out of range");
        return value == 1;
    }

    private BestState Best(StateReader reader)
    {
        double error = reader.Real();
        return new BestState(error, reader.Below(rounds, "the number of evaluations"), reader.Singles(shape.Count));
    }
}
