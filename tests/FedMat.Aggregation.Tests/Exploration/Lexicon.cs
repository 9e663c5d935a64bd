namespace FedMat.Aggregation.Tests;

/// <summary>Numbers the words of honest nodes on which something may depend: one bit for each.</summary>
internal sealed class Lexicon
{
    private const int MostWords = 128;
    private readonly Dictionary<(int Speaker, Step Word), int> numbers = [];

    public UInt128 Bit(int speaker, Step word)
    {
        if (!numbers.TryGetValue((speaker, word), out int number))
        {
            Assert.True(numbers.Count < MostWords);
            numbers.Add((speaker, word), number = numbers.Count);
        }

        return UInt128.One << number;
    }

    /// <summary>No bit where nobody was ever heard to say it.</summary>
    public UInt128 Find(int speaker, Step word) => numbers.TryGetValue((speaker, word), out int number) ? UInt128.One << number : 0;

    /// <summary>The words of honest members that must have been said before a coordinator can take this step.</summary>
    /// <param name="step">Towards a node.</param>
    /// <param name="corrupt">They say everything.</param>
    public UInt128 NeededFor(Step step, MemberSet corrupt) => step.Kind switch
    {
        StepKind.Mask => Said(step.U2.Without(corrupt), step.Dealing),
        StepKind.Agree => Said(step.U3.Without(corrupt), step.Input),
        StepKind.Unmask => Said(step.U3.Without(corrupt), step.Input) | Said(step.Signers.Without(corrupt), step.As(StepKind.Agree)),
        StepKind.Certificate => Said(step.Signers.Without(corrupt), step.As(StepKind.Close)),
        _ => 0,
    };

    private UInt128 Said(MemberSet speakers, Step word) =>
        speakers.Places.Aggregate(UInt128.Zero, (bits, speaker) => bits | Bit(speaker, word));
}
