namespace Stagecraft.Engine.Http;

/// <summary>The body of an error response.</summary>
internal sealed record ErrorBody(string? Id = null, string? Message = null, string? RequestId = null);
