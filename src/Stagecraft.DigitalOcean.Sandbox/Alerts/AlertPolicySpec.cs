namespace Stagecraft.DigitalOcean.Sandbox.Alerts;

/// <summary>The settings of an alert policy, as the API returns and the state stores them.</summary>
internal sealed record AlertPolicySpec(
    string Type,
    string Description,
    string Compare,
    double Value,
    string Window,
    IReadOnlyList<string> Entities,
    IReadOnlyList<string> Tags,
    AlertPolicySpec.TargetsJson Alerts,
    bool Enabled)
{
    internal sealed record TargetsJson(IReadOnlyList<string> Email, IReadOnlyList<SlackJson> Slack);

    internal sealed record SlackJson(string Channel, string Url);
}
