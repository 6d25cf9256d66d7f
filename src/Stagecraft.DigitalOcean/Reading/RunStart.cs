using Stagecraft.DigitalOcean.Api;
using Stagecraft.Plans;

namespace Stagecraft.DigitalOcean.Reading;

/// <summary>What is known before a run sends anything.</summary>
/// <param name="Look">The account, settled as far as the hosts to create are concerned.</param>
/// <param name="Going">Machines that are about to go.</param>
/// <param name="Key">The SSH key; null where nothing can be created.</param>
internal sealed record RunStart(AccountSnapshot Look, IReadOnlySet<MachineId> Going, SshKey? Key);
