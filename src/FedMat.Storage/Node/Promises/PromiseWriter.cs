using System.Security.Cryptography;
using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Storage.Node;

/// <summary>Keeps one step inside a transaction. Everything that could be refused is looked at before anything is written.</summary>
internal sealed class PromiseWriter(MarkedTransaction transaction, PromiseSeal seal, PromiseLoss loss, DateTimeOffset now)
{
    private readonly SqlSession sql = transaction.Sql;

    /// <summary>Whether the step's vector went.</summary>
    public bool IsErased { get; private set; }

    public Outcome<byte[][]> Write(PromiseStep step)
    {
        NewSetup? fresh = step.Open;
        if (fresh is not null && Look(ref fresh) is { } spent)
            return spent;
        byte[]?[] answers = new byte[]?[step.Promises.Count];
        for (int i = 0; i < answers.Length; i++)
        {
            if (Look(step.Promises[i], fresh, out answers[i]) is { } refusal)
                return refusal;
        }

        if (fresh is not null)
            Add(fresh);
        byte[][] kept = [.. step.Promises.Select((promise, i) => answers[i] ?? Add(promise))];
        if (step.End is { } end)
            SetupTable.End(transaction, end);
        if (step.Erase is { } contribution)
            IsErased = VectorTable.EraseUnused(transaction, contribution);
        if (step.Upload is { } upload)
            UploadTable.Add(sql, upload, now);
        foreach (UploadEnd sent in step.Sent)
            UploadTable.Note(sql, sent, now);
        foreach (NewEgress leaving in step.Leaving?.Invoke(kept) ?? [])
            EgressTable.Add(sql, leaving, now);
        return kept;
    }

    // Makes the setup null when it is open already, just as it is to be opened.
    private Refusal? Look(ref NewSetup? setup)
    {
        NewSetup asked = setup!;
        if (ClosingTable.Find(sql, asked.Round) is not null)
            return Closed($"{asked.Round}");
        if (SetupTable.Find(sql, asked.Round) is not { } known)
            return LookForNote(asked.Round);
        if (known.Setup != asked.Setup)
            return new Refusal(RefusalCode.RequestDiffers, $"{asked.Round} was opened before, with other terms");
        if (known.Status != SetupStatus.Open || Secrets(asked.Setup) is not { } secrets)
            return Closed($"{asked.Round}");
        if (!CryptographicOperations.FixedTimeEquals(secrets, asked.Secrets.Span))
            throw new InvalidOperationException($"{asked.Round} is open already, with other secrets");
        setup = null;
        return null;
    }

    /// <summary>What was said in an attempt that the database does not show is not known: it cannot be entered as if it were new.</summary>
    private Refusal? LookForNote(RoundId round) => loss.IsIdentitySpent || transaction.Keys.Has(PromiseNote.Entered(round))
        ? new Refusal(RefusalCode.PromisesRestored, $"{round} may have been entered before the database was restored")
        : null;

    private Refusal? Look(Promise promise, NewSetup? fresh, out byte[]? answer)
    {
        answer = null;
        if (PromiseTable.Find(sql, promise.Setup, promise.Stage, promise.Part) is { } row)
        {
            if (row.Request != promise.Request)
                return new Refusal(RefusalCode.RequestDiffers, $"{Name(promise)} was answered before, for another request");
            answer = row.Open(promise.Setup, seal);
            return answer is null ? Closed(Name(promise)) : null;
        }

        if (promise.Setup != fresh?.Setup && !(PromiseTable.IsOpen(sql, promise.Setup) && transaction.Keys.Has(promise.Setup)))
            return Closed(Name(promise));
        return LookForOtherList(promise) ?? promise.Lists.Select(Look).FirstOrDefault(refusal => refusal is not null);
    }

    /// <summary>One list is agreed to and opened in an attempt.</summary>
    private Refusal? LookForOtherList(Promise promise)
    {
        if (promise.Stage is not (PromiseTable.AgreeStage or PromiseTable.UnmaskStage))
            return null;
        int other = PromiseTable.AgreeStage + PromiseTable.UnmaskStage - promise.Stage;
        return PromiseTable.Find(sql, promise.Setup, other, part: 0) is { } row && row.Request != promise.Request
            ? new Refusal(RefusalCode.RequestDiffers, $"{Name(promise)} is about another list of survivors than stage {other}")
            : null;
    }

    private Refusal? Look(NewSignedList list)
    {
        List<SignedList> known = SignedListTable.Of(sql, list.Family);
        IEnumerable<Digest> shown = known.Append<SignedList>(new(list.Family, list.Kind, list.Members, default, default, now))
            .Select(each => Digest.Of(each.Members.Span));
        return transaction.Keys.ValuesOf(PromiseNote.AgreedIn(list.Family)).Except(shown).Any()
            ? new Refusal(RefusalCode.PromisesRestored, "another list over these rows was agreed to, which the restored database does not show")
            : list.Check(known);
    }

    private void Add(NewSetup setup)
    {
        transaction.Keys.Ensure(setup.Setup);
        byte[] box = seal.Seal(setup.Setup, setup.Secrets.Span, PromiseSeal.SecretsPlace(setup.Setup));
        SetupTable.Add(sql, setup, box, now);
        transaction.Notes.Add(PromiseNote.Entered(setup.Round));
    }

    private byte[] Add(Promise promise)
    {
        PromiseTable.Add(sql, promise, seal, now);
        if (promise.Contribution is { } contribution)
            SetupTable.Mask(sql, promise.Setup, contribution);
        foreach (NewSignedList list in promise.Lists)
        {
            SignedListTable.Add(sql, promise.Setup, list, now);
            transaction.Notes.Add(PromiseNote.Agreed(list.Family, list.Members.Span));
        }

        return promise.Answer.ToArray();
    }

    private byte[]? Secrets(Digest setup) =>
        SetupTable.Secrets(sql, setup) is { } box ? seal.Open(setup, box, PromiseSeal.SecretsPlace(setup)) : null;

    private static string Name(Promise promise) => $"stage {promise.Stage} of setup {promise.Setup.Short}";

    private static Refusal Closed(string what) => new(RefusalCode.AttemptClosed, $"{what}: the attempt is closed at this node");
}
