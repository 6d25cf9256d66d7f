using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Reading;

/// <summary>What is known before a run sends anything.</summary>
/// <param name="Snapshot">The account, settled as far as the hosts to create are concerned.</param>
/// <param name="Terminating">Machines that are being deleted.</param>
internal sealed record RunStart(AccountSnapshot Snapshot, IReadOnlySet<MachineId> Terminating);
