using Stagecraft.Plans;

namespace Stagecraft.Testing.Resources;

/// <summary>A request that changes a resource.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Id">The resource; null for a create.</param>
/// <param name="CloudName">Its name.</param>
/// <param name="Action">One of <c>create</c>, <c>update</c>, <c>attach</c>, <c>detach</c> and <c>delete</c>.</param>
public sealed record ResourceWrite(string Kind, ResourceId? Id, string CloudName, string Action);
