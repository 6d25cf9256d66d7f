namespace Stagecraft.DigitalOcean;

/// <summary>An alert of a <see cref="DigitalOceanEnvironment"/>: exactly one threshold, and at least one recipient.</summary>
public sealed record DigitalOceanAlert
{
    /// <summary>The CPU usage in percent above which the alert is sent. Default: null.</summary>
    public decimal? Cpu { get; init; }

    /// <summary>The memory usage in percent above which the alert is sent. Default: null.</summary>
    public decimal? Memory { get; init; }

    /// <summary>The disk usage in percent above which the alert is sent. Default: null.</summary>
    public decimal? Disk { get; init; }

    /// <summary>The average load over 1 minute above which the alert is sent. Default: null.</summary>
    public decimal? Load1 { get; init; }

    /// <summary>The average load over 5 minutes above which the alert is sent. Default: null.</summary>
    public decimal? Load5 { get; init; }

    /// <summary>The average load over 15 minutes above which the alert is sent. Default: null.</summary>
    public decimal? Load15 { get; init; }

    /// <summary>How long the value must be above the threshold: <c>5m</c>, <c>10m</c>, <c>30m</c> or <c>1h</c>. Default: null,
    /// <c>5m</c>.</summary>
    public string? For { get; init; }

    /// <summary>The roles of the hosts that the alert applies to; not together with <see cref="All"/>. Default: empty, all
    /// hosts.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>Whether the alert applies to all hosts of the environment, as without <see cref="Roles"/>. Default: false.</summary>
    public bool All { get; init; }

    /// <summary>Verified email addresses of the DigitalOcean team. Required without <see cref="SlackEnv"/>. Default: none.</summary>
    public IReadOnlyList<string> Email { get; init; } = [];

    /// <summary>The environment variable with the URL of a Slack webhook; not the URL itself. Together with
    /// <see cref="SlackChannel"/>. Default: null, none.</summary>
    public string? SlackEnv { get; init; }

    /// <summary>The Slack channel. Together with <see cref="SlackEnv"/>. Default: null, none.</summary>
    public string? SlackChannel { get; init; }
}
