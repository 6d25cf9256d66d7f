namespace Stagecraft.Sandbox.Hosting;

/// <summary>A body whose connection is dropped at its end.</summary>
internal sealed class TruncatedStream(byte[] content) : MemoryStream(content, writable: false)
{
    public override int Read(Span<byte> buffer) => OrBreak(base.Read(buffer));

    public override int Read(byte[] buffer, int offset, int count) => OrBreak(base.Read(buffer, offset, count));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        Task.FromResult(Read(buffer, offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(Read(buffer.Span));

    public override Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken)
    {
        WriteTo(destination);
        throw Broken();
    }

    private static int OrBreak(int read) => read > 0 ? read : throw Broken();

    private static HttpIOException Broken() =>
        new(HttpRequestError.ResponseEnded, "The response ended prematurely.");
}
