namespace Grpc.Core;

/// <summary>Carries deadline and cancellation of a served call to another; part of the contract of <see cref="ServerCallContext"/>.</summary>
public abstract class ContextPropagationToken
{
    internal ContextPropagationToken()
    {
    }
}
