using FedMat.Storage.Coordinator;

namespace FedMat.Coordinator.Members;

/// <summary>What members said about each other and to plans, read before anybody can call.</summary>
/// <param name="Vouches">Who vouches for whom.</param>
/// <param name="Answers">Who answered what.</param>
internal sealed record MemberBoards(VouchBoard Vouches, AnswerBoard Answers)
{
    public static async Task<MemberBoards> ReadAsync(CoordinatorStore store, CancellationToken cancellation) => new(
        new VouchBoard(await store.Membership.VouchesAsync(cancellation).ConfigureAwait(false)),
        new AnswerBoard(await store.Membership.AnswersAsync(cancellation).ConfigureAwait(false)));
}
