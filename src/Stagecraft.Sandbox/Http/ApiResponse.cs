namespace Stagecraft.Sandbox.Http;

/// <summary>A response, independent of the host that sends it.</summary>
internal sealed record ApiResponse(int Status, ReadOnlyMemory<byte> Body = default)
{
    public string ContentType { get; init; } = "application/json; charset=utf-8";

    public Dictionary<string, string> Headers { get; } = new(StringComparer.OrdinalIgnoreCase);

    public Delivery Delivery { get; init; }

    /// <summary>How long the host waits before it sends the response.</summary>
    public TimeSpan Delay { get; init; }

    public ApiResponse WithDelivery(Delivery delivery) => this with { Delivery = delivery };

    public ApiResponse WithContentType(string contentType) => this with { ContentType = contentType };

    public ApiResponse DelayedBy(TimeSpan delay) => this with { Delay = Delay + delay };

    public ApiResponse WithBody(ReadOnlyMemory<byte> body) => this with { Body = body };
}
