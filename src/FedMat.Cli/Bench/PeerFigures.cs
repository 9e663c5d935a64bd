namespace FedMat.Cli.Bench;

/// <summary>
/// What others need for the same work. Flower 1.11 with its SecAgg+ (polling shortened to 20 ms), plain ones without TLS: measured on two cores with AVX2 and
/// 24 GiB, processes on loopback. Bonawitz et al., "Practical Secure Aggregation for Privacy-Preserving Machine Learning" (CCS 2017): as published,
/// of the honest-but-curious variant.
/// </summary>
/// <param name="What">The peer and the work.</param>
/// <param name="Theirs">Seconds.</param>
/// <param name="Ours">Of the same kind.</param>
internal readonly record struct PeerFigures(string What, double Theirs, double Ours)
{
    private const string Plain = "round of Flower's FedAvg without security";
    private const string Masked = "round of Flower's SecAgg+";
    private const string Client = "processor seconds of a SecAgg+ client";
    private const string Server = "processor seconds of the SecAgg+ server, one lost";

    /// <summary>The peers' seconds by ours: above one, FedMat is faster.</summary>
    public double Ratio => Theirs / Ours;

    /// <summary>Empty where there is no figure for this size.</summary>
    public static IReadOnlyList<PeerFigures> Of(RoundFigures figures) => (figures.Members, figures.Length) switch
    {
        (10, 67_073) =>
        [
            new(Plain, 0.047, figures.RoundSeconds),
            new(Masked, 1.5, figures.RoundSeconds),
            new("Flower's launch to the end of the first round", 7.2, figures.FirstRoundSeconds),
        ],
        (10, 1_000_000) => [new(Plain, 0.24, figures.RoundSeconds), new(Masked, 3.5, figures.RoundSeconds)],
        (10, 10_000_000) => [new(Plain, 6, figures.RoundSeconds)],
        _ => [],
    };

    /// <summary>Empty where there is no figure for this size.</summary>
    public static IReadOnlyList<PeerFigures> Of(SumFigures figures) => (figures.Members, figures.Length) switch
    {
        (10, 1_000_000) => OfSum(figures, 0.22, 0.8),
        (50, 1_000_000) => OfSum(figures, 1.3, 30),
        (100, 1_000_000) => OfSum(figures, 3.2, 145),
        (500, 100_000) when figures.Dropped == 50 =>
        [
            new("processor seconds of a client, Bonawitz et al.", 0.85, figures.NodeSeconds),
            new("processor seconds of the server, Bonawitz et al.", 62, figures.CoordinatorSeconds),
        ],
        _ => [],
    };

    private static PeerFigures[] OfSum(SumFigures figures, double client, double server) => figures.Dropped == 1
        ? [new(Client, client, figures.NodeSeconds), new(Server, server, figures.CoordinatorSeconds)]
        : [new(Client, client, figures.NodeSeconds)];
}
