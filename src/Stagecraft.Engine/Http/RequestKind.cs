using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Http;

/// <summary>The properties of a request that matter for the rate limits.</summary>
/// <param name="Priority">Whether it is a repeated read.</param>
/// <param name="Limit">The name of a limit that applies to such requests only, as events show it. Default: none.</param>
internal readonly record struct RequestKind(RequestPriority Priority, string? Limit = null);
