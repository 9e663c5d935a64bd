using System.Diagnostics;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;
using FedMat.Aggregation;
using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Benchmarks;

/// <summary>
/// What the secure sum is made of, on one thread each: keystreams fused with the addition at several shapes, secret sharing and recovery
/// at n = 1000, the tags of the sum's check for two vectors, key agreements. Medians of CPU time.
/// </summary>
internal static class Primitives
{
    private const int Runs = 9, Holders = 1000, Threshold = 667;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(0.5);

    internal static Task<int> RunAsync(string[] args)
    {
        Console.Out.WriteLine(FormattableString.Invariant(
            $"one thread; registers of {(Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128)} bits"));
        foreach ((int words, int terms) in new[] { (67_073, 10), (100_000, 200), (1_000_000, 20), (10_000_000, 4) })
            MeasureMasks(words, terms);
        MeasureShares();
        foreach (int words in new[] { 67_073, 1_000_000, 10_000_000 })
            MeasureTags(words);
        MeasureAgreements();
        return Task.FromResult(0);
    }

    private static void MeasureMasks(int words, int terms)
    {
        byte[] vector = new byte[4 * words];
        MaskTerm[] masks = [.. Enumerable.Range(0, terms).Select(i => new MaskTerm(RandomNumberGenerator.GetBytes(32), i % 2 == 0))];
        double seconds = Median(() => MaskStream.Add(vector.AsMemory(), 32, masks, threads: 1));
        Print("mask stream", $"{words:N0} words, {terms} keys", $"{4.0 * words * terms / seconds / 1e9:F2} GB/s");
    }

    private static void MeasureShares()
    {
        byte[] secret = RandomNumberGenerator.GetBytes(32), key = RandomNumberGenerator.GetBytes(32), shares = [];
        double split = Median(() => shares = SecretSharing.Split(secret, key, Threshold, Holders));
        Print("split", $"{Threshold} of {Holders}", $"{split * 1e3:F1} ms a secret");

        int[] positions = [.. Enumerable.Range(Holders - Threshold, Threshold)];
        ReadOnlyMemory<byte>[] given = [.. positions.Select(i => shares.AsMemory(SecretSharing.Size * i, SecretSharing.Size))];
        double recover = Median(() =>
        {
            ShareRecovery recovery = new(positions);
            for (int i = 0; i < Holders; i++)
                recovery.Recover(given);
        });
        Print("recover", $"{Holders} secrets from {Threshold} shares each", $"{recover * 1e3:F1} ms");
    }

    private static void MeasureTags(int words)
    {
        RingVector[] vectors = [Drawn(Ring.Bits32, words), Drawn(Ring.Bits32, words)];
        double seconds = Median(() => SumCheck.Tags(default, vectors, threads: 1));
        Print("sum check", $"two vectors of {words:N0} words", $"{seconds * 1e3:F1} ms");
    }

    private static void MeasureAgreements()
    {
        const int count = 1000;
        using AgreementKey key = AgreementKey.FromSecret(RandomNumberGenerator.GetBytes(32));
        using AgreementKey other = AgreementKey.FromSecret(RandomNumberGenerator.GetBytes(32));
        byte[] salt = new byte[32], info = new byte[68];
        double seconds = Median(() =>
        {
            for (int i = 0; i < count; i++)
                key.Derive(other.Public, salt, info);
        });
        Print("key agreement", $"X25519 and HKDF", $"{count / seconds:F0} keys/s");
    }

    private static RingVector Drawn(Ring ring, int words) => new(ring, RandomNumberGenerator.GetBytes(words * (int)ring / 8));

    private static double Median(Action action)
    {
        long start = Stopwatch.GetTimestamp();
        do
            action();
        while (Stopwatch.GetElapsedTime(start) < WarmUp);
        double[] seconds = new double[Runs];
        for (int i = 0; i < Runs; i++)
        {
            TimeSpan before = Environment.CpuUsage.TotalTime;
            action();
            seconds[i] = (Environment.CpuUsage.TotalTime - before).TotalSeconds;
        }

        return seconds.Order().ElementAt(Runs / 2);
    }

    private static void Print(string what, FormattableString shape, FormattableString figure) => Console.Out.WriteLine(
        $"{what,-14} {FormattableString.Invariant(shape),-36} {FormattableString.Invariant(figure)}");
}
