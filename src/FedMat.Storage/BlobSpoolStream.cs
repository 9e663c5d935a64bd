namespace FedMat.Storage;

/// <summary>A spool as a stream that can only be written, from its start to its end. Disposing of it leaves the spool as it is.</summary>
internal sealed class BlobSpoolStream(BlobSpool spool) : Stream
{
    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(ReadOnlySpan<byte> buffer) => spool.Write(buffer);

    public override void Write(byte[] buffer, int offset, int count) => spool.Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
        // Keep flushes, to the disk.
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
