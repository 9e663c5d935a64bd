using FedMat.Materials;
using FedMat.Protocol;

namespace FedMat.Node;

/// <summary>
/// Looks at everything that a node needs, in the order in which a person would, beside a running node or without one. Nothing is changed; every wait
/// is bounded.
/// </summary>
public sealed class NodeDoctor
{
    private readonly Action<Diagnosis> tell;
    private readonly TimeProvider time;

    private NodeDoctor(Action<Diagnosis> tell, TimeProvider time)
    {
        this.tell = tell;
        this.time = time;
    }

    /// <param name="config">The settings file.</param>
    /// <param name="tell">Told of each check when it is done.</param>
    /// <param name="time">The machine's clock.</param>
    /// <param name="cancellation">Ends the examination.</param>
    public static async Task RunAsync(string config, Action<Diagnosis> tell, TimeProvider time, CancellationToken cancellation)
    {
        NodeDoctor doctor = new(tell, time);
        if (doctor.Try("settings", () => NodeOptions.Read(config)) is not { } options)
            return;
        tell(Diagnosis.Ok("settings", $"{Path.GetFullPath(config)} is read, member '{options.Name}'"));
        await doctor.ExamineAsync(options, cancellation).ConfigureAwait(false);
    }

    private async Task ExamineAsync(NodeOptions options, CancellationToken cancellation)
    {
        using Site? site = Try("keys", () => Site.OpenKeys(options));
        if (site is not null)
            tell(Diagnosis.Ok("keys", $"key {site.Key.Public.Fingerprint} and certificate are read, for their owner's eyes only"));
        if (Try("policy", () => NodePolicy.Read(options)) is not null)
            tell(Diagnosis.Ok("policy", options.PolicyFile is null ? "the built-in one: a person is asked about every study" : $"{options.PolicyFile} is read"));
        Roster? roster = Try("roster", () => KnownRoster.Newest(options));
        foreach (Diagnosis line in MembershipCheck.Of(options, site, roster, time.GetUtcNow()))
            tell(line);
        tell(await DataCheck.RunAsync(options, cancellation).ConfigureAwait(false));
        foreach (Diagnosis line in MachineCheck.Of(options))
            tell(line);
        if (site is null || roster is null)
            tell(Diagnosis.Skipped("coordinator", "keys and roster must be good first"));
        else
            await new CoordinatorCheck(options, site, roster, tell, time).RunAsync(cancellation).ConfigureAwait(false);
    }

    private T? Try<T>(string check, Func<T> work)
        where T : class
    {
        try
        {
            return work();
        }
        catch (RefusedException error)
        {
            tell(new Diagnosis(check, Health.Problem, error.Refusal.ToString(), "what the line says; docs/errors has a page for each number"));
        }
        catch (InputException error)
        {
            tell(new Diagnosis(check, Health.Problem, error.Problem, error.Remedy));
        }

        return null;
    }
}
