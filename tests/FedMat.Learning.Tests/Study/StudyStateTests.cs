using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Learning.Tests;

/// <summary>The last state of a study, which a peer may have changed.</summary>
public sealed class StudyStateTests
{
    private static readonly ILearner Study = Learners.For(Examples.Plan(
        """{"name":"auto","models":2,"candidates":[{"name":"boosted","loss":"logistic","depth":2,"bins":4},{"name":"ridge","features":0}]}""", rounds: 2));

    private static readonly byte[] End = Examples.Run(Study, Members()).Memory.ToArray();

    [Fact]
    public void Model_AnyTruncation_IsAFormatError()
    {
        for (int length = 0; length < End.Length; length += 1 + (length / 100))
            Assert.Throws<FormatException>(() => Use(End[..length]));
    }

    [Fact]
    public void Model_AnyMutation_IsAModelOrAFormatError()
    {
        SeededStream stream = new("mutation", 3);
        int refused = 0;
        for (int i = 0; i < 2000; i++)
        {
            byte[] bytes = [.. End];
            bytes[stream.NextBelow(bytes.Length)] ^= (byte)(1 + stream.NextBelow(255));
            try
            {
                Use(bytes);
            }
            catch (FormatException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 1, 1999);
    }

    /// <summary>Counts of rows are the last that is written: first positive, then negative ones.</summary>
    [Theory]
    [InlineData(-1)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    public void Model_CountThatCannotBe_IsAFormatError(long count)
    {
        byte[] bytes = [.. End];
        BitConverter.TryWriteBytes(bytes.AsSpan(bytes.Length - sizeof(long)), count);
        Assert.Throws<FormatException>(() => Use(bytes));
    }

    /// <summary>Asks for all that is worked out of the counts.</summary>
    private static void Use(byte[] bytes)
    {
        ModelState state = new(bytes);
        if (Study.Ask(state) is not null)
            return;
        Study.Describe(state);
        StudyModel model = (StudyModel)Study.Model(state);
        Assert.True(model.Figures is null || model.Figures.Classes is not null);
        model.HalfWidth(1, 0.9);
        Assert.True(model.Domain.Farthest > 0);
    }

    private static Dataset[] Members() =>
    [
        .. Enumerable.Range(1, 3).Select(
            seed => TreeExamples.Data(Examples.Rows(40, seed), (row, _) => row with { Target = row.Target > 9 ? 1 : 0 })),
    ];
}
