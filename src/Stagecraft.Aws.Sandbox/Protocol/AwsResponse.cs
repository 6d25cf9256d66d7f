namespace Stagecraft.Aws.Sandbox.Protocol;

/// <summary>A response, independent of the host that sends it.</summary>
internal sealed record AwsResponse(int Status, ReadOnlyMemory<byte> Body, string ContentType)
{
    public Dictionary<string, string> Headers { get; } = new(StringComparer.OrdinalIgnoreCase);
}
