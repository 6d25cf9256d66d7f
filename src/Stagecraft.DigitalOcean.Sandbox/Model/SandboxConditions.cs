using Stagecraft.DigitalOcean.Sandbox.Model;
using Stagecraft.Sandbox.Faults;

namespace Stagecraft.DigitalOcean.Sandbox;

/// <summary>
/// The behavior of the account: durations, limits, permissions and faults. They can be replaced while a sandbox runs
/// (<see cref="DigitalOceanSandbox.Conditions"/>); operations in progress keep their durations. The defaults emulate an ordinary account.
/// </summary>
public record SandboxConditions
{
    /// <summary>The time from creation until a droplet is <c>active</c>. Default: 8 seconds. Must not be negative.</summary>
    public TimeSpan Boot { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>The maximum jitter of <see cref="Boot"/>, which differs per droplet. Default: zero. Must not be negative.</summary>
    public TimeSpan BootSpread { get; init; }

    /// <summary>The time from an accepted delete until the droplet is removed. Default: 3 seconds. Must not be negative.</summary>
    public TimeSpan Destroy { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>The maximum jitter of <see cref="Destroy"/>; it differs per droplet. Default: zero. Must not be negative.</summary>
    public TimeSpan DestroySpread { get; init; }

    /// <summary>The duration of other actions, such as power_off and resize. Default: 2 seconds. Must not be negative.</summary>
    public TimeSpan ActionTime { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The time until a new droplet appears in lists. Default: zero. Must not be negative.</summary>
    public TimeSpan ListLag { get; init; }

    /// <summary>The time until a new droplet can be read by ID; 404 until then. Default: zero. Must not be negative.</summary>
    public TimeSpan ReadLag { get; init; }

    /// <summary>The time until tags set at creation appear in responses and filters. Default: zero. Must not be negative.</summary>
    public TimeSpan TagLag { get; init; }

    /// <summary>The duration of a request: half before, half after the API executes it. Default: zero. Must not be negative.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>Whether the documented rate limits are enforced. Default: true.</summary>
    public bool RateLimit { get; init; } = true;

    /// <summary>Whether the token can read tags. If not, droplets have no tags and tag queries return 403. Default: true.</summary>
    public bool CanReadTags { get; init; } = true;

    /// <summary>Whether the token can read actions. If not, reading them returns 403. Default: true.</summary>
    public bool CanReadActions { get; init; } = true;

    /// <summary>The seed of the random decisions: faults with a chance, and jitter. Default: 0.</summary>
    public long Seed { get; init; }

    /// <summary>The fault rules. The first rule that hits a request or a droplet applies. Default: none.</summary>
    public IReadOnlyList<SandboxFault> Faults { get; init; } = [];

    /// <summary>
    /// Reads conditions from JSON. Every member is optional: <c>{"boot": "2s", "faults": [{"fault": "stuck_new"}]}</c>.
    /// </summary>
    /// <param name="json">The JSON, in UTF-8.</param>
    /// <param name="start">The conditions that provide the missing members.</param>
    /// <returns>The conditions.</returns>
    /// <exception cref="SandboxConditionsException">The input is not JSON, or a member is unknown or invalid.</exception>
    public static SandboxConditions FromJson(ReadOnlySpan<byte> json, SandboxConditions start)
    {
        ArgumentNullException.ThrowIfNull(start);
        return ConditionsMembers.Read(json, start);
    }

    /// <summary>The conditions without the members of a derived type.</summary>
    internal SandboxConditions ConditionsOnly() => new(this);

    internal virtual void Validate()
    {
        foreach (TimeSpan duration in new[] { Boot, BootSpread, Destroy, DestroySpread, ActionTime, ListLag, ReadLag, TagLag, Latency })
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(duration, TimeSpan.Zero);
        }

        foreach (SandboxFault fault in Faults)
        {
            FaultValidator.Validate(fault, DropletFaults.Profile);
        }
    }
}
