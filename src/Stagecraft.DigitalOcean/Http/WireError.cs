namespace Stagecraft.DigitalOcean.Http;

internal sealed class WireError
{
    public string? Id { get; init; }

    public string? Message { get; init; }

    public string? RequestId { get; init; }
}
