namespace FedMat.Aggregation.Tests;

/// <summary>
/// Where a round of honest parties stands. Everything that was decided before an attempt ended without a sum is history: the next one
/// begins with all whom a crash has left.
/// </summary>
/// <param name="Phase">Of the attempt.</param>
/// <param name="Lists">U1, U2, U3 and whose agreements were passed on, as far as they are decided.</param>
/// <param name="Said">Who has stored its word of the phase.</param>
/// <param name="Heard">Whose word the coordinator has taken.</param>
/// <param name="Crashed">Who never comes back.</param>
internal readonly record struct Standing(Phase Phase, Step Lists, MemberSet Said, MemberSet Heard, MemberSet Crashed)
{
    public static Standing Fresh(MemberSet crashed) => new(Phase.Adverts, default, default, default, crashed);

    public Standing Then(Phase phase, Step lists) => new(phase, lists, default, default, Crashed);

    public override string ToString() =>
        $"{Phase}, U1 {Lists.U1}, U2 {Lists.U2}, U3 {Lists.U3}, said by {Said}, heard from {Heard}, crashed {Crashed}";
}
