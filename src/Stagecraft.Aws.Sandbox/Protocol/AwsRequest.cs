namespace Stagecraft.Aws.Sandbox.Protocol;

/// <summary>A request, independent of the host that received it.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Target">The path and query, percent-encoded.</param>
/// <param name="Headers">The headers, by case-insensitive name; several values of a header are joined with commas.</param>
/// <param name="Body">The body; a host may stop reading one byte after <see cref="MaxBody"/>.</param>
internal sealed record AwsRequest(
    string Method, string Target, IReadOnlyDictionary<string, string> Headers, ReadOnlyMemory<byte> Body)
{
    public const int MaxBody = 1024 * 1024;

    private readonly int _question = Target.IndexOf('?', StringComparison.Ordinal);

    public string Path => _question < 0 ? Target : Target[.._question];

    /// <summary>The query without the question mark.</summary>
    public string Query => _question < 0 ? "" : Target[(_question + 1)..];

    public string? Header(string name) => Headers.GetValueOrDefault(name);
}
