namespace Stagecraft.Aws.Api.Signing;

/// <summary>The parts of a request that a signature covers.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The encoded path.</param>
/// <param name="Query">The encoded query without the question mark; empty for none.</param>
/// <param name="Headers">The signed headers, including <c>host</c> and <c>x-amz-date</c>.</param>
/// <param name="Body">The body; empty for none.</param>
internal sealed record SignableRequest(
    string Method, string Path, string Query, IReadOnlyList<KeyValuePair<string, string>> Headers, ReadOnlyMemory<byte> Body);
