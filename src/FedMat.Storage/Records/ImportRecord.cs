using FedMat.Crypto;

namespace FedMat.Storage.Records;

/// <summary>A file that was imported.</summary>
/// <param name="Number">Names the import; they count up.</param>
/// <param name="File">The file's name, without folders.</param>
/// <param name="Hash">Of its bytes.</param>
/// <param name="Sheet">Of a workbook; empty for a text file.</param>
/// <param name="Contract">What its columns mean: the contract's canonical JSON.</param>
/// <param name="Mapping">How it was read, as JSON.</param>
/// <param name="Who">Who imported it.</param>
/// <param name="Taken">When.</param>
/// <param name="Records">How many rows became records. Single ones may have been deleted since.</param>
/// <param name="Rejected">How many did not.</param>
public sealed record ImportRecord(
    int Number, string File, Digest Hash, string Sheet, string Contract, string Mapping, string Who, DateTimeOffset Taken, int Records, int Rejected);
