using FedMat.Protocol;

namespace FedMat.Storage.Coordinator;

/// <summary>Something that every member of a study is told for as long as the study runs.</summary>
/// <param name="Round">The attempt that it is about.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Body">Its canonical bytes.</param>
public sealed record SumNotice(RoundId Round, SumNoticeKind Kind, ReadOnlyMemory<byte> Body);
