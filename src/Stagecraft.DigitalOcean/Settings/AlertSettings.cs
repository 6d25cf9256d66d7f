namespace Stagecraft.DigitalOcean.Settings;

/// <summary>A declared alert on a metric of hosts.</summary>
internal sealed record AlertSettings : DeclaredResource
{
    public required HostTargets Targets { get; init; }

    /// <summary>The metric of the API.</summary>
    public required string Metric { get; init; }

    public required decimal Threshold { get; init; }

    /// <summary>For example <c>10m</c>.</summary>
    public required string For { get; init; }

    public required IReadOnlyList<string> Emails { get; init; }

    /// <summary>The environment variable with the URL of the Slack webhook, or null.</summary>
    public Setting<string>? SlackEnv { get; init; }

    public string? SlackChannel { get; init; }

    /// <summary>The URL of the Slack webhook, which is a secret; null if there is none, or if the variable has none.</summary>
    public string? SlackUrl { get; init; }

    /// <summary>This, with the URL of the webhook from the environment.</summary>
    public AlertSettings Resolved(Func<string, string?> variable)
    {
        if (SlackEnv is null)
        {
            return this;
        }

        string? value = variable(SlackEnv.Value)?.Trim();
        string? url = Uri.TryCreate(value, UriKind.Absolute, out Uri? parsed) && parsed.Scheme == Uri.UriSchemeHttps ? value : null;
        string text = url is null ? $"{SlackChannel} (no webhook)" : AlertText.Slack(SlackChannel!, url);
        return this with { SlackUrl = url, Fields = [.. Fields, new DeclaredField(AlertText.SlackField, text)] };
    }

    public override string ToString() => base.ToString();
}
