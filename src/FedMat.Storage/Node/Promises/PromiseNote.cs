using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Storage.Node;

/// <summary>
/// A fact about the promises that <see cref="PromiseKeys"/> keeps beside the keys and for good, as two hashes: a database restored from an older
/// copy does not show it.
/// </summary>
/// <param name="Name">What the fact is about.</param>
/// <param name="Value">Tells several facts about one thing apart; zero where there is one.</param>
internal readonly record struct PromiseNote(Digest Name, Digest Value)
{
    /// <summary>The key file of what was promised under an identity key is gone.</summary>
    public static PromiseNote Lost(VerifyingKey identity) => new(Named("fedmat.note.lost.v1").ToDigest(), Digest.Of(identity.ToArray()));

    /// <summary>An attempt was entered, or signed away.</summary>
    public static PromiseNote Entered(RoundId round) => new(Named("fedmat.note.entered.v1").Round(round).ToDigest(), default);

    /// <summary>A study has its rows.</summary>
    public static PromiseNote RowsOf(StudyId study) => new(Named("fedmat.note.rows.v1").Digest(study.Value).ToDigest(), default);

    /// <summary>A list was agreed to.</summary>
    public static PromiseNote Agreed(Digest family, ReadOnlySpan<byte> members) => new(AgreedIn(family), Digest.Of(members));

    /// <summary>The name of all lists of a family.</summary>
    public static Digest AgreedIn(Digest family) => Named("fedmat.note.agreed.v1").Digest(family).ToDigest();

    /// <summary>What the database shows: a kill may have come between its commit and the note. Lists can be missing of open attempts alone.</summary>
    public static IEnumerable<PromiseNote> AllIn(SqlSession sql) =>
    [
        .. sql.Read("SELECT study, round, attempt FROM setup UNION SELECT study, round, attempt FROM closing", row => Entered(row.Round(0))),
        .. sql.Read("SELECT study FROM study_rows", row => RowsOf(new StudyId(row.Digest(0)))),
        .. sql.Read(
            "SELECT family, members FROM signed_list JOIN setup USING (study, round, attempt) WHERE setup.status = 0",
            row => Agreed(row.Digest(0), row.Bytes(1))),
    ];

    private static CanonicalWriter Named(string tag) => new(tag);
}
