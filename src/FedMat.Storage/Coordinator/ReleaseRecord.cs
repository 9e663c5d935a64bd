using FedMat.Crypto;
using FedMat.Protocol;

namespace FedMat.Storage.Coordinator;

/// <summary>A published release. Its bundle is the blob named by <paramref name="Bundle"/>.</summary>
/// <param name="Id">SHA-256 of the manifest.</param>
/// <param name="Study">What it came from.</param>
/// <param name="Name">The study's name.</param>
/// <param name="Property">What is predicted.</param>
/// <param name="Unit">In which unit.</param>
/// <param name="Members">How many members contributed.</param>
/// <param name="Created">When it was published.</param>
/// <param name="Bytes">The bundle's size.</param>
/// <param name="Bundle">SHA-256 of the bundle.</param>
public sealed record ReleaseRecord(
    ReleaseId Id, StudyId Study, string Name, string Property, string Unit, int Members, DateTimeOffset Created, long Bytes, Digest Bundle)
{
    public ReleaseSummary Summary => new(Id.ToString(), Name, Property, Unit, Members, Created, Bytes, Bundle.ToString());
}
