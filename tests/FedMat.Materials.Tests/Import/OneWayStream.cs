namespace FedMat.Materials.Tests;

/// <summary>Gives its bytes once, a few at a time, as a network does.</summary>
internal sealed class OneWayStream(byte[] bytes) : MemoryStream(bytes)
{
    private const int MostAtOnce = 1000;

    public override bool CanSeek => false;

    public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, MostAtOnce));

    public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, MostAtOnce)]);
}
