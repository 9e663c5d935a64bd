using FedMat.Coordinator.Access;
using FedMat.Coordinator.Hosting;
using FedMat.Crypto;
using FedMat.Learning;
using FedMat.Materials;
using FedMat.Protocol;
using FedMat.Storage;
using FedMat.Storage.Coordinator;
using Microsoft.Extensions.Logging;

namespace FedMat.Coordinator.Releases;

/// <summary>Makes a release of a study whose learner is done, signs it and publishes it; the study is completed in the same transaction.</summary>
internal sealed class ReleaseDesk(CoordinatorStore store, CoordinatorIdentity identity, RosterDesk rosters, ILogger<ReleaseDesk> log)
{
    /// <param name="study">As the store has it.</param>
    /// <param name="learner">Of the study's plan.</param>
    /// <param name="state">The final state.</param>
    /// <param name="members">Those that the plan names.</param>
    /// <param name="now">When it is published, for the manifest.</param>
    public async Task<ReleaseRecord> PublishAsync(StudyRecord study, ILearner learner, ModelState state, IReadOnlyList<Member> members, DateTimeOffset now)
    {
        Plan plan = study.Plan.Content;
        IModel model = learner.Model(state);
        IReadOnlyList<MemberId> contributed = await store.Sums.ContributorsAsync(study.Id, CancellationToken.None).ConfigureAwait(false);
        int contributors = contributed.Count;
        IReadOnlyList<Member> named = [.. members.Where(member => contributed.Contains(member.Id))];
        ModelCard card = new(plan, named, study.Sums, learner.Describe(state), model, now);
        List<(string Name, ReadOnlyMemory<byte> Bytes)> files =
        [
            (BundleLayout.Card, card.ToMarkdown()),
            (BundleLayout.Plan, study.Plan.ToIndentedJson()),
            (BundleLayout.Roster, rosters.Signed.ToIndentedJson()),
            (BundleLayout.State, state.Memory),
            (BundleLayout.Weights, Safetensors.Write(model.Tensors, Metadata(study, state))),
        ];
        Signed<ReleaseManifest> manifest = Sign(study, state, contributors, model.Contract, now, files);
        using BlobSpool spool = store.Spool();
        BundleWriter.Write(spool.AsStream(), manifest, files);
        TargetColumn target = model.Contract.Target;
        ReleaseRecord release = new(manifest.Content.Id, study.Id, plan.Name, target.Name, target.Unit, contributors, now, spool.Length, spool.Finish());
        await store.PublishAsync(release, spool, CancellationToken.None).ConfigureAwait(false);
        Log.ReleasePublished(log, release.Id.Short, study.Id.Short, release.Bytes);
        return release;
    }

    private Signed<ReleaseManifest> Sign(
        StudyRecord study, ModelState state, int contributors, DataContract contract, DateTimeOffset now, IEnumerable<(string Name, ReadOnlyMemory<byte> Bytes)> files) =>
        Signed<ReleaseManifest>.Sign(
            new ReleaseManifest(
                ReleaseManifest.CurrentFormat,
                study.Plan.Content.Name,
                study.Id,
                rosters.Roster.Consortium,
                rosters.Roster.Number,
                state.Hash,
                study.Sums,
                contributors,
                contract.Target.Name,
                contract.Target.Unit,
                now,
                [.. files.Select(file => new ReleaseFile(file.Name, file.Bytes.Length, Digest.Of(file.Bytes.Span)))]),
            identity.Key);

    private static Dictionary<string, string> Metadata(StudyRecord study, ModelState state) => new()
    {
        ["format"] = "pt",
        ["study"] = study.Id.ToString(),
        ["state"] = state.Hash.ToString(),
    };
}
