namespace FedMat.Coordinator.Access;

/// <summary>Which of the two listeners a connection came in by, and which one an endpoint belongs to.</summary>
internal enum ListenerKind
{
    /// <summary>Members, over mutual TLS.</summary>
    Grpc,

    /// <summary>Anyone, over ordinary TLS.</summary>
    Https,
}
