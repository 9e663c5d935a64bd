using FedMat.Crypto;

namespace FedMat.Storage.Records;

/// <summary>A file that is to be imported.</summary>
/// <param name="File">Its name, without folders.</param>
/// <param name="Hash">Of its bytes.</param>
/// <param name="Sheet">Of a workbook; empty for a text file.</param>
/// <param name="Contract">What its columns mean: the contract's canonical JSON.</param>
/// <param name="Mapping">How it was read: sheet, header, units and the like, as JSON.</param>
/// <param name="Who">Who imports it, as the operating system names them.</param>
public sealed record NewImport(string File, Digest Hash, string Sheet, string Contract, string Mapping, string Who);
