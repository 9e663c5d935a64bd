namespace FedMat.Learning;

/// <summary>
/// What a member remembers for one model from round to round. Lost, for instance by a restart, the order of the rows is made again, and the SCAFFOLD
/// control variate begins at zero.
/// </summary>
internal sealed class NeuralMemory
{
    private float[]? before;
    private float[]? after;
    private int round = -1;

    /// <summary>The pass over the rows that <see cref="Order"/> is of.</summary>
    public int Pass { get; set; } = -1;

    public int[] Order { get; set; } = [];

    /// <summary>The control variate that a round begins with: the same when the round is asked for again.</summary>
    public float[]? Control(int asked) => asked == round ? before : after;

    public void Keep(int asked, float[] control)
    {
        before = Control(asked);
        (round, after) = (asked, control);
    }
}
