using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Http;

/// <summary>What the rate limits need to know of a request.</summary>
/// <param name="Priority">Who goes first.</param>
/// <param name="IsKeyList">Whether it counts against the special limit for lists of SSH keys.</param>
internal readonly record struct RequestKind(RequestPriority Priority, bool IsKeyList);
