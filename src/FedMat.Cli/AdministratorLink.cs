using FedMat.Crypto;
using FedMat.Node;
using FedMat.Protocol;
using FedMat.Wire;
using FedMat.Wire.V1;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;

namespace FedMat.Cli;

/// <summary>An administrator's connection to the coordinator: mutual TLS, each side known by its pin.</summary>
internal sealed class AdministratorLink : IDisposable
{
    private readonly GrpcChannel channel;
    private readonly Studies.StudiesClient studies;

    private AdministratorLink(GrpcChannel channel)
    {
        this.channel = channel;
        studies = new Studies.StudiesClient(channel);
    }

    public static AdministratorLink To(Uri coordinator, TlsIdentity identity, TlsPin coordinatorPin, CoordinatorProxy? proxy = null) =>
        new(AdministratorChannel.To(coordinator, identity, coordinatorPin, proxy));

    public async Task<StudyId> ProposeAsync(Signed<Plan> plan, CancellationToken cancellation)
    {
        ProposeReply reply = await studies.ProposeAsync(
            new ProposeRequest { Plan = ByteString.CopyFrom(plan.ToJson()) },
            deadline: AdministratorChannel.Deadline(),
            cancellationToken: cancellation);
        return new StudyId(Digest.FromBytes(reply.Study.Span));
    }

    /// <summary>How the study stands, now and at each change. Ends when the study does or the connection breaks.</summary>
    public async IAsyncEnumerable<StudyProgress> WatchAsync(StudyId study, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        using AsyncServerStreamingCall<StudyProgress> call = studies.Watch(
            new WatchStudyRequest { Study = study.ToBytes() }, cancellationToken: cancellation);
        await foreach (StudyProgress progress in call.ResponseStream.ReadAllAsync(cancellation).ConfigureAwait(false))
            yield return progress;
    }

    /// <summary>How the study stands now.</summary>
    public async Task<StudyProgress> LookAsync(StudyId study, CancellationToken cancellation)
    {
        using CancellationTokenSource bound = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        bound.CancelAfter(AdministratorChannel.AnswerWithin);
        try
        {
            return await WatchAsync(study, bound.Token).FirstAsync(bound.Token).ConfigureAwait(false);
        }
        catch (Exception error) when (error is OperationCanceledException or RpcException && bound.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new TimeoutException($"the coordinator did not say within {AdministratorChannel.AnswerWithin.TotalSeconds:0} s how the study stands");
        }
    }

    /// <summary>Ends a running study without a release. One that has ended stays as it is.</summary>
    public async Task StopAsync(StudyId study, string reason, CancellationToken cancellation) =>
        await studies.StopAsync(
            new StopStudyRequest { Study = study.ToBytes(), Reason = reason },
            deadline: AdministratorChannel.Deadline(),
            cancellationToken: cancellation);

    /// <summary>Lets the study's exact sums go without a member, for good.</summary>
    public async Task LeaveOutAsync(StudyId study, MemberId member, string reason, CancellationToken cancellation) =>
        await studies.LeaveOutAsync(
            new LeaveOutRequest { Study = study.ToBytes(), Member = member.ToBytes(), Reason = reason },
            deadline: AdministratorChannel.Deadline(),
            cancellationToken: cancellation);

    public void Dispose() => channel.Dispose();
}
