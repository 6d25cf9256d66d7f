using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Http;

/// <summary>The properties of a request that matter for the rate limits.</summary>
/// <param name="Priority">The priority.</param>
/// <param name="IsKeyList">Whether it counts against the special limit for lists of SSH keys.</param>
internal readonly record struct RequestKind(RequestPriority Priority, bool IsKeyList);
