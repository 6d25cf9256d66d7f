using System.Globalization;

namespace Stagecraft.Engine.Clouds;

/// <summary>The words of a cloud, for texts.</summary>
public sealed record CloudTerms
{
    /// <summary>The provider id in the config, for example <c>digitalocean</c>.</summary>
    public required string Provider { get; init; }

    /// <summary>The cloud's name, for example <c>DigitalOcean</c>.</summary>
    public required string Cloud { get; init; }

    /// <summary>One machine, for example <c>droplet</c>.</summary>
    public required string Machine { get; init; }

    /// <summary>Several machines, for example <c>droplets</c>.</summary>
    public required string Machines { get; init; }

    /// <summary>The status of a running machine. Default: <c>active</c>.</summary>
    public string RunningStatus { get; init; } = "active";

    /// <summary>What to do if the credentials do not permit reading tags. Default: null, every credential permits it.</summary>
    public string? TagPermissionHint { get; init; }

    /// <summary>The ISO 4217 code of the currency of all prices. Default: <c>USD</c>.</summary>
    public string Currency { get; init; } = "USD";

    /// <summary>The key of <see cref="DeclaredConfig.MachineNames"/> in the section, for hints. Default: null, the section has no such
    /// key.</summary>
    public string? MachineNameKey { get; init; }

    /// <summary>What to do if a plan exceeds a limit of the account. Default: null, the account has no limit.</summary>
    public string? LimitHint { get; init; }

    /// <summary>The rate limit that delays writes for the longest time, for <see cref="Events.RateLimitWait"/>. Default:
    /// <c>requests</c>.</summary>
    public string WriteLimit { get; init; } = "requests";

    /// <summary><see cref="Machine"/> with its article.</summary>
    internal string OneMachine => ("aeiou".Contains(Machine[0], StringComparison.Ordinal) ? "an " : "a ") + Machine;

    internal string Count(int count) => count == 1 ? $"1 {Machine}" : string.Create(CultureInfo.InvariantCulture, $"{count} {Machines}");

    internal CloudProviderException Failure(string code, string message, string? hint = null) =>
        new(Provider, new Problem(code, message, hint));

    internal CloudProviderException Failure(CloudException failure) =>
        new(Provider, [failure.Failure.ToProblem()], failure.Failure.IsTransient, innerException: failure);
}
