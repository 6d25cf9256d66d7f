using Stagecraft.DigitalOcean.Sandbox.Core;

namespace Stagecraft.DigitalOcean.Sandbox.Alerts;

/// <summary>Reads and validates the body of a create or an update.</summary>
internal static class AlertPolicyBodyReader
{
    private static readonly (string Prefix, string[] Names)[] Types =
    [
        ("v1/insights/droplet/",
        [
            "load_1", "load_5", "load_15", "memory_utilization_percent", "disk_utilization_percent", "cpu", "disk_read", "disk_write",
            "public_outbound_bandwidth", "public_inbound_bandwidth", "private_outbound_bandwidth", "private_inbound_bandwidth",
        ]),
        ("v1/insights/lbaas/",
        [
            "avg_cpu_utilization_percent", "connection_utilization_percent", "droplet_health",
            "tls_connections_per_second_utilization_percent", "increase_in_http_error_rate_percentage_5xx",
            "increase_in_http_error_rate_percentage_4xx", "increase_in_http_error_rate_count_5xx",
            "increase_in_http_error_rate_count_4xx", "high_http_request_response_time", "high_http_request_response_time_50p",
            "high_http_request_response_time_95p", "high_http_request_response_time_99p",
        ]),
        ("v1/dbaas/alerts/", ["load_15_alerts", "memory_utilization_alerts", "disk_utilization_alerts", "cpu_alerts"]),
        ("v1/droplet/autoscale_alerts/",
        [
            "current_instances", "target_instances", "current_cpu_utilization", "target_cpu_utilization", "current_memory_utilization",
            "target_memory_utilization", "scale_up", "scale_down",
        ]),
    ];

    public static AlertPolicySpec Read(JsonBody body)
    {
        string type = body.Text("type") ?? throw Missing("type");
        if (!Array.Exists(Types, known => Array.Exists(known.Names, name => known.Prefix + name == type)))
        {
            throw ApiError.Unprocessable("type is not known.");
        }

        JsonBody alerts = body.Object("alerts") ?? throw Missing("alerts");
        if (!alerts.Mentions("email") || !alerts.Mentions("slack"))
        {
            throw ApiError.Unprocessable("alerts must have email and slack.");
        }

        return new AlertPolicySpec(
            type,
            body.Text("description") ?? throw Missing("description"),
            body.Word("compare", "GreaterThan", "LessThan") ?? throw Missing("compare"),
            Value(body),
            body.Word("window", "5m", "10m", "30m", "1h") ?? throw Missing("window"),
            body.Texts("entities"),
            body.Texts("tags"),
            new AlertPolicySpec.TargetsJson(Emails(alerts), [.. alerts.Items("slack").Select(item => Slack(new JsonBody(item, "slack")))]),
            body.Boolean("enabled") ?? throw Missing("enabled"));
    }

    private static double Value(JsonBody body) =>
        body.Find("value") is { ValueKind: System.Text.Json.JsonValueKind.Number } value && value.TryGetSingle(out float number)
        && float.IsFinite(number)
            ? value.GetDouble()
            : throw ApiError.Unprocessable("value must be a number.");

    private static IReadOnlyList<string> Emails(JsonBody alerts)
    {
        IReadOnlyList<string> emails = alerts.Texts("email");
        return emails.All(email => email.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && at < email.Length - 1)
            ? emails
            : throw ApiError.Unprocessable("email must contain email addresses.");
    }

    private static AlertPolicySpec.SlackJson Slack(JsonBody body) => new(
        body.Text("channel") ?? throw Missing("channel"),
        body.Text("url") is { } url && Uri.TryCreate(url, UriKind.Absolute, out Uri? parsed) && parsed.Scheme == Uri.UriSchemeHttps
            ? url
            : throw ApiError.Unprocessable("url must be an https URL."));

    private static ApiError Missing(string member) => ApiError.Unprocessable($"{member} is required.");
}
