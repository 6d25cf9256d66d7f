using Stagecraft.Plans;
using Stagecraft.Testing.Clouds;
using Stagecraft.Testing.Simulation;

namespace Stagecraft.Testing.Resources;

/// <content>The end of the environment.</content>
public sealed partial class ResourceScenario
{
    private const string Protected = "stagecraft-protected";

    /// <summary>Deletes the environment with faults and ends of processes. While a person protects a machine, its firewalls stay; without
    /// it, only volumes that are not named and addresses stay.</summary>
    private async Task DownAsync(ResourceFile file)
    {
        Dice dice = new(_seed, 107);
        MemoryMachine? kept = dice.Chance(0.5) ? dice.Pick([.. _cloud.Existing.Where(m => m.Has("stagecraft"))]) : null;
        kept?.Retag(_time.Elapsed, tags => [.. tags, Protected]);
        await Task.Delay(_cloud.Traits.Settle, _time).ConfigureAwait(false);
        string[] firewalls = Names(ResourceKind.Firewall);
        string[] volumes = Names(ResourceKind.Volume);
        double faults = dice.Chance(0.7) ? dice.Between(0.05, 0.5) : 0;
        await DownAsync(file, 70, faults, dice.Chance(0.5) ? 1 + dice.Below(40) : null).ConfigureAwait(false);
        await EndAsync(file, 71).ConfigureAwait(false);
        if (kept is not null)
        {
            Require(_cloud.Existing.Where(m => m.Has("stagecraft")).SequenceEqual([kept]), "not only the protected machine remains");
            Require(Names(ResourceKind.Firewall).SequenceEqual(firewalls), "the firewalls of a protected machine are deleted");
            kept.Retag(_time.Elapsed, tags => [.. tags.Where(t => t != Protected)]);
            await EndAsync(file, 75).ConfigureAwait(false);
        }

        Require(!_cloud.Existing.Any(m => m.Has("stagecraft")), "a machine remains");
        Require(Names(ResourceKind.Volume).SequenceEqual(volumes), "a volume that was not named is deleted");
        string[] remaining =
        [
            .. _resources.Existing.Where(r => r.Kind is not (ResourceKind.Volume or ResourceKind.ReservedIp)).Select(r => r.CloudName),
        ];
        Require(remaining.Length == 0, $"down leaves {string.Join(", ", remaining)}");
    }

    /// <summary>Runs without faults; the last of them succeeds.</summary>
    private async Task EndAsync(ResourceFile file, int run)
    {
        Exception? failure = null;
        for (int attempt = 0; attempt < 3; attempt++)
        {
            await Task.Delay(TimeSpan.FromMinutes(1), _time).ConfigureAwait(false);
            failure = await DownAsync(file, run + attempt, faults: 0, killAt: null).ConfigureAwait(false);
        }

        Require(failure is null, $"the last down fails: {failure?.Message}");
    }

    private string[] Names(string kind) =>
        [.. _resources.Existing.Where(r => r.Kind == kind).Select(r => r.CloudName).Order(StringComparer.Ordinal)];
}
