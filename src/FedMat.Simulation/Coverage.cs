using FedMat.Learning;
using FedMat.Materials;

namespace FedMat.Simulation;

/// <summary>What intervals cover on rows that did not calibrate them.</summary>
internal sealed class Coverage
{
    private readonly List<(double Score, double Scale, int Half)> rows = [];

    /// <param name="model">The federated model.</param>
    /// <param name="members">Their rows: those that models have not seen measure.</param>
    public Coverage(StudyModel model, IEnumerable<Dataset> members)
    {
        int place = 0;
        foreach (Dataset data in members)
        {
            OutOfFold unseen = model.Unseen(data);
            for (int i = 0; i < unseen.Rows.Length; i++)
            {
                double score = Math.Abs(unseen.Predictions[i] - data.Y[unseen.Rows[i]]) / unseen.Scales[i];
                rows.Add((score, unseen.Scales[i], place++ % 2));
            }
        }
    }

    /// <summary>
    /// Calibrates on every other hold-out row and looks at the others, both ways round.
    /// </summary>
    /// <returns>The part that is covered and the mean width; null where there are too few rows.</returns>
    public (double Covered, double Width)? Of(double level)
    {
        (int covered, int all, double width) = (0, 0, 0);
        for (int half = 0; half < 2; half++)
        {
            double[] scores = [.. rows.Where(row => row.Half != half).Select(row => row.Score).Order()];
            int rank = (int)Math.Ceiling(level * (scores.Length + 1));
            if (rank > scores.Length)
                return null;
            foreach ((double score, double scale, _) in rows.Where(row => row.Half == half))
            {
                covered += score <= scores[rank - 1] ? 1 : 0;
                width += 2 * scale * scores[rank - 1];
                all++;
            }
        }

        return all == 0 ? null : ((double)covered / all, width / all);
    }
}
