using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Storage.Coordinator;

namespace FedMat.Storage.Tests;

/// <summary>A coordinator's store in a folder of its own, with one study of three members.</summary>
internal sealed class StudyFolder : IDisposable
{
    public static readonly DateTimeOffset Now = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public StudyFolder() => Plan = Signed<Plan>.Sign(PlanOf(Members), Key);

    public TemporaryFolder Folder { get; } = new();

    public SigningKey Key { get; } = SigningKey.Create();

    public MemberId[] Members { get; } = [MemberId.Create(), MemberId.Create(), MemberId.Create()];

    public ModelState Start { get; } = new([1]);

    public Signed<Plan> Plan { get; }

    public StudyId Study => Plan.Content.Id;

    public CoordinatorStore Store { get; private set; } = null!;

    public static Plan PlanOf(IReadOnlyList<MemberId> members) => new(
        Protocol.Plan.CurrentFormat, "gaps", "a test", new ConsortiumId(Digest.Of("root"u8)), MemberId.Create(), members, 2, JsonText.Parse("{}"), JsonText.Parse("{}"),
        1, 1, 0.2, 2, 1, 100, new StageLimits(3, 60, 0, 3), ReleaseTerms.Unpublished);

    public async Task OpenAsync()
    {
        Store = await CoordinatorStore.OpenAsync(Folder.Path, TimeProvider.System, CancellationToken.None);
        await Store.OpenStudyAsync(Plan, Start, Now, CancellationToken.None);
    }

    /// <summary>As after a restart.</summary>
    public async Task ReopenAsync()
    {
        Store.Dispose();
        Store = await CoordinatorStore.OpenAsync(Folder.Path, TimeProvider.System, CancellationToken.None);
    }

    public void Dispose()
    {
        Store.Dispose();
        Key.Dispose();
        Folder.Dispose();
    }
}
