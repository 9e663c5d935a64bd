using FedMat.Protocol;
using FedMat.Storage.Node;

namespace FedMat.Node;

/// <summary>What left for a study on a day.</summary>
/// <param name="Day">In UTC.</param>
/// <param name="Study">Null for what was for none.</param>
/// <param name="Vectors">Masked vectors.</param>
/// <param name="Messages">Other messages.</param>
/// <param name="Bytes">Of all of them.</param>
/// <param name="Receipts">Of the coordinator, that came on that day.</param>
public sealed record LedgerTotal(DateOnly Day, StudyId? Study, int Vectors, int Messages, long Bytes, int Receipts)
{
    /// <summary>By day, and by the study's first line of that day.</summary>
    public static IReadOnlyList<LedgerTotal> Of(IEnumerable<StoredEgress> lines)
    {
        Dictionary<(DateOnly, StudyId?), LedgerTotal> totals = [];
        foreach (StoredEgress line in lines)
        {
            (DateOnly Day, StudyId? Study) place = (DateOnly.FromDateTime(line.Made.UtcDateTime), line.Entry.Study);
            totals[place] = totals.GetValueOrDefault(place, new LedgerTotal(place.Day, place.Study, 0, 0, 0, 0)).With(line.Entry);
        }

        return [.. totals.Values.OrderBy(total => total.Day)];
    }

    private LedgerTotal With(NewEgress entry) => entry.Kind switch
    {
        EgressKind.Receipt => this with { Receipts = Receipts + 1 },
        EgressKind.Vector => this with { Vectors = Vectors + 1, Bytes = Bytes + entry.Bytes },
        _ => this with { Messages = Messages + 1, Bytes = Bytes + entry.Bytes },
    };
}
