using Stagecraft.DigitalOcean.Sandbox.Model;

namespace Stagecraft.DigitalOcean.Sandbox;

/// <summary>
/// How the account behaves: times, limits, permissions and faults. They can be replaced while a sandbox runs
/// (<see cref="DigitalOceanSandbox.Conditions"/>); what has begun goes on as it was. The defaults play an ordinary account.
/// </summary>
public record SandboxConditions
{
    /// <summary>From a droplet's creation to <c>active</c>. Default: 8 seconds. Must not be negative.</summary>
    public TimeSpan Boot { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>A part of it, another for each droplet, is added to <see cref="Boot"/>. Default: zero. Must not be negative.</summary>
    public TimeSpan BootSpread { get; init; }

    /// <summary>From an accepted delete until the droplet is gone. Default: 3 seconds. Must not be negative.</summary>
    public TimeSpan Destroy { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>A part of it, another for each droplet, is added to <see cref="Destroy"/>. Default: zero. Must not be negative.</summary>
    public TimeSpan DestroySpread { get; init; }

    /// <summary>How long power_off, resize and the other actions of a droplet take. Default: 2 seconds. Must not be negative.</summary>
    public TimeSpan ActionTime { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a new droplet is missing from lists. Default: zero. Must not be negative.</summary>
    public TimeSpan ListLag { get; init; }

    /// <summary>How long reading a new droplet by id is 404. Default: zero. Must not be negative.</summary>
    public TimeSpan ReadLag { get; init; }

    /// <summary>How long the tags given at creation are missing from answers and filters. Default: zero. Must not be negative.</summary>
    public TimeSpan TagLag { get; init; }

    /// <summary>How long a request takes, half before and half after the API acts. Default: zero. Must not be negative.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>Whether the documented rate limits are enforced. Default: true.</summary>
    public bool RateLimit { get; init; } = true;

    /// <summary>Whether the token may read tags. False: droplets show none, queries by tag are 403. Default: true.</summary>
    public bool CanReadTags { get; init; } = true;

    /// <summary>Whether the token may read actions. False: they are 403. Default: true.</summary>
    public bool CanReadActions { get; init; } = true;

    /// <summary>Decides the faults that have a chance, and the parts of the spreads: the same seed, the same decisions. Default: 0.</summary>
    public long Seed { get; init; }

    /// <summary>What goes wrong. A request, or a droplet, meets the first that hits. Default: nothing.</summary>
    public IReadOnlyList<SandboxFault> Faults { get; init; } = [];

    /// <summary>Reads conditions from JSON, in which every member may be missing: <c>{"boot": "2s", "faults": [{"fault": "stuck_new"}]}</c>.</summary>
    /// <param name="json">The JSON, in UTF-8.</param>
    /// <param name="start">What the members that are missing are taken from.</param>
    /// <returns>The conditions.</returns>
    /// <exception cref="SandboxConditionsException">It is not JSON, or a member of it is unknown or wrong.</exception>
    public static SandboxConditions FromJson(ReadOnlySpan<byte> json, SandboxConditions start)
    {
        ArgumentNullException.ThrowIfNull(start);
        return ConditionsReader.Read(json, start);
    }

    /// <summary>The conditions alone, without what a derived type adds.</summary>
    internal SandboxConditions ConditionsOnly() => new(this);

    internal virtual void Validate()
    {
        foreach (TimeSpan duration in new[] { Boot, BootSpread, Destroy, DestroySpread, ActionTime, ListLag, ReadLag, TagLag, Latency })
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(duration, TimeSpan.Zero);
        }

        foreach (SandboxFault fault in Faults)
        {
            fault.Validate();
        }
    }
}
