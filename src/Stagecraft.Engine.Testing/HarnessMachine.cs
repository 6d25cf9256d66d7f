using Stagecraft.Plans;

namespace Stagecraft.Engine.Testing;

/// <summary>A machine that exists.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Tags">Its tags, in the cloud's spelling.</param>
public sealed record HarnessMachine(ResourceId Id, string Name, IReadOnlyList<string> Tags);
