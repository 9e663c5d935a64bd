using FedMat.Protocol;

namespace FedMat.Storage.Coordinator;

/// <summary>Writes the changes of one moment inside a transaction.</summary>
internal static class SumWriter
{
    public static AttemptTable.Over Write(SqlSession sql, SumChanges changes)
    {
        foreach ((RoundId attempt, Crypto.Digest setup, DateTimeOffset at) in changes.Opened)
            AttemptTable.Open(sql, attempt, setup, at);
        foreach ((RoundId attempt, Crypto.Digest state, RoundSpec ask) in changes.Asked)
            AttemptTable.Ask(sql, attempt, state, ask);
        AttemptTable.Add(sql, changes.Words);
        StudySumTables.Add(sql, changes.Listed);
        StudySumTables.Add(sql, changes.Study, changes.Notices);
        foreach (SumNotice certificate in changes.Notices.Where(notice => notice.Kind == SumNoticeKind.Certificate))
            StudySumTables.Strike(sql, certificate.Round);
        if (changes.Advance is { } advance)
            StudySumTables.Advance(sql, changes.Study, advance);
        AttemptTable.Over over = new([], []);
        foreach ((RoundId attempt, AttemptOutcome outcome, DateTimeOffset at) in changes.Ended)
            AttemptTable.End(sql, attempt, outcome, at, over);
        return over;
    }
}
