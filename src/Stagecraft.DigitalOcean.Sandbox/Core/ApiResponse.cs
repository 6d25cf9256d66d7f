namespace Stagecraft.DigitalOcean.Sandbox.Core;

/// <summary>An answer for a host to pass on.</summary>
internal sealed class ApiResponse(int status, ReadOnlyMemory<byte> body = default)
{
    public const string ContentType = "application/json; charset=utf-8";

    public int Status { get; } = status;

    public ReadOnlyMemory<byte> Body { get; } = body;

    public Dictionary<string, string> Headers { get; } = new(StringComparer.OrdinalIgnoreCase);
}
