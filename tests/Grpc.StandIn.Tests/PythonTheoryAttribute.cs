namespace Grpc.StandIn.Tests;

/// <summary>A theory that needs Debian's python3-grpcio; skipped, with the reason, where it is missing.</summary>
public sealed class PythonTheoryAttribute : TheoryAttribute
{
    public PythonTheoryAttribute()
    {
        Skip = PythonProcess.Missing;
    }
}
