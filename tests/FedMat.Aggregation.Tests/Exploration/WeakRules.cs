using FedMat.Protocol;

namespace FedMat.Aggregation.Tests;

/// <summary>Rules with one check less than the product's. An exploration that finds nothing wrong with them would be worth nothing.</summary>
internal static class WeakRules
{
    private static readonly Dictionary<string, NodeRules> Rules = new()
    {
        ["shares for one signature too few"] = new() { Request = Completed },
        ["no ledger"] = new() { Ledger = _ => new SumLedger([]) },
        ["a certificate of one signature too few"] = new() { Certificate = Completed },
        ["promises forgotten"] = new() { Remembered = _ => AttemptPromises.None },
        ["shares of a closed attempt"] = new() { Remembered = promises => promises with { Closed = false } },
        ["a close after shares were opened"] = new() { RememberedAtClosing = promises => promises with { Unmasked = null } },
    };

    public static IEnumerable<string> Names => Rules.Keys;

    public static NodeRules Of(string name) => Rules[name];

    private static UnmaskRequest Completed(ExploredSetup setup, UnmaskRequest request) =>
        request.Agreements.Count == setup.Terms.Thresholds.Signing - 1
            ? request with
            {
                Agreements = [.. request.Survivors.Content.Inputs.Select(input =>
                    setup.ForgedAgreement(Array.IndexOf([.. setup.Members.Places.Select(Parties.IdOf)], input.Content.Member), request))],
            }
            : request;

    private static CloseCertificate Completed(ExploredSetup setup, CloseCertificate certificate) =>
        certificate.Closings.Count == setup.Terms.Thresholds.Signing - 1
            ? new CloseCertificate([.. setup.Members.Places.Select(setup.Closing)])
            : certificate;
}
