namespace Grpc.StandIn.Tests;

/// <summary>A fact that needs Debian's python3-grpcio; skipped, with the reason, where it is missing.</summary>
public sealed class PythonFactAttribute : FactAttribute
{
    public PythonFactAttribute()
    {
        Skip = PythonProcess.Missing;
    }
}
