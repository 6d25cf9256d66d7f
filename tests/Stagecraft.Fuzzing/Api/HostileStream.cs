namespace Stagecraft.Fuzzing.Api;

/// <summary>A body that does not end as a body should.</summary>
/// <param name="bytes">What comes first.</param>
/// <param name="then">What comes then.</param>
/// <param name="time">The clock for those that come slowly.</param>
/// <param name="delivered">Receives the number of bytes that were read.</param>
internal sealed class HostileStream(byte[] bytes, HostileEnd then, TimeProvider time, Action<int> delivered) : Stream
{
    private static readonly TimeSpan Drip = TimeSpan.FromSeconds(7);

    private int _at;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        int length = Math.Min(buffer.Length, bytes.Length - _at);
        if (then == HostileEnd.Drips && length > 0)
        {
            length = 1;
        }

        if (length > 0)
        {
            bytes.AsMemory(_at, length).CopyTo(buffer);
            _at += length;
        }
        else if (then == HostileEnd.GoesOn)
        {
            length = buffer.Length;
            buffer.Span.Fill((byte)' ');
        }

        delivered(length);
        if (then == HostileEnd.Drips)
        {
            await Pause.ForAsync(Drip, time, cancellationToken).ConfigureAwait(false);
        }

        return (length, then) switch
        {
            (0, HostileEnd.Breaks) => throw new HttpIOException(HttpRequestError.ResponseEnded, "The response ended prematurely."),
            (0, HostileEnd.IsGarbled) =>
                throw new InvalidDataException("The archive entry was compressed using an unsupported compression method."),
            (0, HostileEnd.IsGarbledOtherwise) => throw new InvalidOperationException("Decoder ran into invalid data."),
            _ => length,
        };
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Bodies are read asynchronously.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
