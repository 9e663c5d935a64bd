using System.Security.Cryptography;
using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Storage.Node;

/// <summary>Keeps one step inside a transaction. Everything that could be refused is looked at before anything is written.</summary>
internal sealed class PromiseWriter(MarkedTransaction transaction, PromiseSeal seal, DateTimeOffset now)
{
    private readonly SqlSession sql = transaction.Sql;

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
            VectorTable.Erase(transaction, contribution);
        if (step.Upload is { } upload)
            UploadTable.Add(sql, upload, now);
        foreach (UploadEnd sent in step.Sent)
            UploadTable.Note(sql, sent, now);
        return kept;
    }

    // Makes the setup null when it is open already, just as it is to be opened.
    private Refusal? Look(ref NewSetup? setup)
    {
        NewSetup asked = setup!;
        if (ClosingTable.Find(sql, asked.Round) is not null)
            return Closed($"{asked.Round}");
        if (SetupTable.Find(sql, asked.Round) is not { } known)
            return null;
        if (known.Setup != asked.Setup)
            return new Refusal(RefusalCode.RequestDiffers, $"{asked.Round} was opened before, with other terms");
        if (known.Status != SetupStatus.Open || Secrets(asked.Setup) is not { } secrets)
            return Closed($"{asked.Round}");
        if (!CryptographicOperations.FixedTimeEquals(secrets, asked.Secrets.Span))
            throw new InvalidOperationException($"{asked.Round} is open already, with other secrets");
        setup = null;
        return null;
    }

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
        return promise.Lists.Select(list => list.Check(SignedListTable.Of(sql, list.Family))).FirstOrDefault(refusal => refusal is not null);
    }

    private void Add(NewSetup setup)
    {
        transaction.Keys.Ensure(setup.Setup);
        byte[] box = seal.Seal(setup.Setup, setup.Secrets.Span, PromiseSeal.SecretsPlace(setup.Setup));
        SetupTable.Add(sql, setup, box, now);
    }

    private byte[] Add(Promise promise)
    {
        PromiseTable.Add(sql, promise, seal, now);
        foreach (NewSignedList list in promise.Lists)
            SignedListTable.Add(sql, promise.Setup, list, now);
        return promise.Answer.ToArray();
    }

    private byte[]? Secrets(Digest setup) =>
        SetupTable.Secrets(sql, setup) is { } box ? seal.Open(setup, box, PromiseSeal.SecretsPlace(setup)) : null;

    private static string Name(Promise promise) => $"stage {promise.Stage} of setup {promise.Setup.Short}";

    private static Refusal Closed(string what) => new(RefusalCode.AttemptClosed, $"{what}: the attempt is closed at this node");
}
