namespace Stagecraft.Engine.Http;

/// <summary>The body of an error response.</summary>
internal sealed class ErrorBody
{
    public string? Id { get; init; }

    public string? Message { get; init; }

    public string? RequestId { get; init; }
}
