
namespace Stagecraft.Engine.Running;

/// <summary>Hosts that one request creates: equal in all but their names, at most ten, in name order.</summary>
internal sealed record CreateBatch(IReadOnlyList<HostOperation> Hosts);
