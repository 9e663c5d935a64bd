namespace FedMat.Protocol;

/// <summary>Carries a refusal across a call that cannot return one: to the edge of a service, or to the command line.</summary>
public sealed class RefusedException : Exception
{
    public RefusedException(Refusal refusal, Exception? inner = null)
        : base(refusal.ToString(), inner) => Refusal = refusal;

    public RefusedException(RefusalCode code, string detail, Exception? inner = null)
        : this(new Refusal(code, detail), inner)
    {
    }

    public Refusal Refusal { get; }
}
