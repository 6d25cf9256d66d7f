using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Running;

/// <summary>Machines that one request changes in the same way.</summary>
internal sealed record UpdateBatch(IReadOnlyList<UpdateOperation> Operations, MachineUpdate Update);
