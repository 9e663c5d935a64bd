using System.Globalization;
using System.Net;
using System.Net.Sockets;
using FedMat.Protocol;
using FedMat.Wire;
using FedMat.Wire.V1;
using Grpc.Core;
using Grpc.Net.Client;

namespace FedMat.Node;

/// <summary>The way to the coordinator, step by step: name, port, certificate, and what it says.</summary>
internal sealed class CoordinatorCheck(NodeOptions options, Site site, Roster roster, Action<Diagnosis> tell, TimeProvider time)
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan ClockSpan = TimeSpan.FromSeconds(1);

    private Uri Coordinator => options.Coordinator;

    public async Task RunAsync(CancellationToken cancellation)
    {
        Uri first = options.Proxy.For(Coordinator) ?? Coordinator;
        string what = first == Coordinator ? "coordinator" : "proxy";
        bool isOpen = await ResolveAsync(first, what, cancellation).ConfigureAwait(false)
            && await ReachAsync(first, what, cancellation).ConfigureAwait(false)
            && await LookAsync(cancellation).ConfigureAwait(false);
        if (isOpen)
            await AskAsync(cancellation).ConfigureAwait(false);
    }

    private async Task<bool> ResolveAsync(Uri to, string what, CancellationToken cancellation)
    {
        const string Check = "name";
        try
        {
            IPAddress[] addresses = await Dns.GetHostAddressesAsync(to.Host, cancellation).WaitAsync(Within, cancellation).ConfigureAwait(false);
            tell(Diagnosis.Ok(Check, $"{to.Host} ({what}) is {string.Join(", ", addresses.Select(address => address.ToString()))}"));
            return true;
        }
        catch (Exception error) when (error is SocketException or TimeoutException)
        {
            tell(new Diagnosis(Check, Health.Problem, $"{to.Host} ({what}) is not found: {error.Message}", "correct the address in the settings, or ask who runs your name service"));
            return false;
        }
    }

    private async Task<bool> ReachAsync(Uri to, string what, CancellationToken cancellation)
    {
        const string Check = "port";
        using Socket socket = new(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(to.Host, to.Port, cancellation).AsTask().WaitAsync(Within, cancellation).ConfigureAwait(false);
            tell(Diagnosis.Ok(Check, $"{to.Authority} ({what}) answers"));
            return true;
        }
        catch (Exception error) when (error is SocketException or TimeoutException)
        {
            string remedy = what == "proxy" ? "correct the setting 'proxy', or ask your IT department" : $"is the coordinator running? If so: {ProxyObstacle.ForIt(Coordinator)}";
            tell(new Diagnosis(Check, Health.Problem, $"{to.Authority} ({what}) does not answer: {error.Message}", remedy));
            return false;
        }
    }

    private async Task<bool> LookAsync(CancellationToken cancellation)
    {
        CertificateLook look = await CertificateLook.TakeAsync(Coordinator, options.Proxy, Within, cancellation).ConfigureAwait(false);
        Diagnosis line = look.Judge(Coordinator, roster);
        tell(line);
        return line.Health == Health.Ok;
    }

    /// <summary>Says hello, and takes the time from the answer.</summary>
    private async Task AskAsync(CancellationToken cancellation)
    {
        SocketsHttpHandler handler = CoordinatorHandler.Create(site.Tls, roster.Coordinator.Pin, options.Proxy);
        using GrpcChannel channel = GrpcChannel.ForAddress(Coordinator, new GrpcChannelOptions { HttpHandler = handler, DisposeHttpClient = true, MaxReceiveMessageSize = WireLimits.MessageBytes });
        HelloRequest request = new() { ProductVersion = Versions.Product, RosterNumber = roster.Number };
        request.Protocols.AddRange(Versions.Protocols);
        request.Capabilities.AddRange(Versions.Capabilities);
        try
        {
            using AsyncUnaryCall<HelloReply> call = new Rounds.RoundsClient(channel).HelloAsync(request, new CallOptions(cancellationToken: cancellation));
            HelloReply reply = await call.ResponseAsync.WaitAsync(Within, cancellation).ConfigureAwait(false);
            tell(Diagnosis.Ok("membership", $"the coordinator (version {reply.ProductVersion}, protocol {reply.Protocol}) knows this node"));
            if (!reply.Roster.IsEmpty)
                tell(new Diagnosis("roster news", Health.Note, $"the coordinator has a newer roster than {roster.Number}", "a running node takes it by itself"));
            await CompareClocksAsync(handler, cancellation).ConfigureAwait(false);
        }
        catch (Exception error) when (error is RpcException or TimeoutException)
        {
            tell(new Diagnosis("membership", Health.Problem, $"the coordinator does not let this node in: {Reason.Of(error, Coordinator)}", "what the line says; docs/errors has a page for each number"));
        }
    }

    private async Task CompareClocksAsync(SocketsHttpHandler handler, CancellationToken cancellation)
    {
        const string Check = "clock";
        using HttpMessageInvoker http = new(handler, disposeHandler: false);
        using HttpRequestMessage request = new(HttpMethod.Get, Coordinator) { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        try
        {
            using HttpResponseMessage response = await http.SendAsync(request, cancellation).WaitAsync(Within, cancellation).ConfigureAwait(false);
            tell(Compare(response.Headers.Date));
        }
        catch (Exception error) when (error is HttpRequestException or TimeoutException)
        {
            tell(new Diagnosis(Check, Health.Note, $"the coordinator did not say what time it is: {error.Message}", "compare the clocks yourself"));
        }

        Diagnosis Compare(DateTimeOffset? theirs)
        {
            if (theirs is null)
                return new Diagnosis(Check, Health.Note, "the coordinator does not say what time it is", "compare the clocks yourself");
            TimeSpan off = time.GetUtcNow() - theirs.Value;
            // The header has whole seconds.
            if (off >= TimeSpan.Zero && off <= ClockSpan)
                return Diagnosis.Ok(Check, "as the coordinator's");
            string found = string.Create(CultureInfo.InvariantCulture, $"{Math.Abs(off.TotalSeconds):0} s {(off < TimeSpan.Zero ? "behind" : "ahead of")} the coordinator's");
            return off.Duration() > ClockTolerance
                ? new Diagnosis(Check, Health.Problem, found, "set this machine's clock (NTP), or tell the administrator that the coordinator's is wrong")
                : Diagnosis.Ok(Check, found);
        }
    }
}
