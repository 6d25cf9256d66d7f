
namespace Stagecraft.Engine.Running;

/// <summary>Hosts that one request creates: equal in everything but their names, in name order.</summary>
internal sealed record CreateBatch(IReadOnlyList<HostOperation> Hosts);
