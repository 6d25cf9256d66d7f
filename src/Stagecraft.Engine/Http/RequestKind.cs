using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Http;

/// <summary>The properties of a request that matter for the rate limits: lists of SSH keys have a limit of their own.</summary>
internal readonly record struct RequestKind(RequestPriority Priority, bool IsKeyList);
