using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Learning.Tests;

public sealed class ForestStateTests
{
    private static readonly Plan Study = TreeExamples.Forest("\"trees\":2,\"depth\":3,\"minimumLeaf\":2,\"bins\":64");
    private static readonly Dataset Rows = Examples.Data(Examples.Rows(60, 1));
    private static readonly IFitter Fitter = TreeExamples.Fitter(Study, Rows);

    [Fact]
    public void Read_AnyStateThatWasWritten_IsTheSameBytesAndAsksTheSame()
    {
        FitRows rows = FitExamples.Rows(Study, Rows);
        for (FitState state = Fitter.Start(); Fitter.Ask(state) is { } spec; state = FitExamples.Round(Fitter, state, rows))
        {
            FitState read = FitExamples.ReadBack(Fitter, state);
            Assert.Equal(FitExamples.Bytes(Fitter, state), FitExamples.Bytes(Fitter, read));
            Assert.Equal(spec.Hash, Fitter.Ask(read)!.Hash);
        }
    }

    [Fact]
    public void Read_AnyTruncation_IsAFormatError()
    {
        foreach (byte[] bytes in Written())
        {
            for (int length = 0; length < bytes.Length; length++)
                Assert.Throws<FormatException>(() => Read(bytes[..length]));
        }
    }

    [Fact]
    public void Advance_AnyMutation_IsAStateOrARefusal()
    {
        SeededStream stream = new("mutation", 1);
        byte[][] written = [.. Written()];
        int refused = 0;
        for (int i = 0; i < 3000; i++)
        {
            byte[] bytes = [.. written[i % written.Length]];
            bytes[stream.NextBelow(bytes.Length)] ^= (byte)(1 + stream.NextBelow(255));
            try
            {
                FitState state = Read(bytes);
                if (Fitter.Ask(state) is { } spec)
                    Fitter.Advance(state, SumSlice.All(Examples.Sum(spec, _ => ((long)stream.NextWord() << 32) + stream.NextWord())));
            }
            catch (Exception error) when (error is FormatException or RefusedException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 1, 2999);
    }

    /// <summary>Coordinator and members compare such hashes: a change here parts two versions of the program, or two kinds of machine.</summary>
    [Fact]
    public void Advance_FixedRows_GivesTheGoldenState()
    {
        FitState end = FitExamples.Run(Fitter, FitExamples.Rows(Study, Rows));
        Assert.Equal("05414e86447d35b2118d3ac2cfc2841493e4c1f2020c874e9bce8c4ee392dce8", TreeExamples.Hash(Fitter, end).ToString());
    }

    private static FitState Read(byte[] bytes)
    {
        StateReader reader = new(new ModelState(bytes));
        FitState state = Fitter.Read(reader);
        reader.End();
        return state;
    }

    private static IEnumerable<byte[]> Written()
    {
        FitRows rows = FitExamples.Rows(Study, Rows);
        FitState state = Fitter.Start();
        for (; Fitter.Ask(state) is not null; state = FitExamples.Round(Fitter, state, rows))
            yield return FitExamples.Bytes(Fitter, state);
        yield return FitExamples.Bytes(Fitter, state);
    }
}
