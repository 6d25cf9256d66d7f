namespace Stagecraft.DigitalOcean.Settings;

/// <summary>The form in which settings of alerts are compared and shown in plans. Webhook URLs are hashes.</summary>
internal static class AlertText
{
    public const string ConditionField = "condition";
    public const string EmailField = "email";
    public const string SlackField = "slack";
    public const string EnabledField = "enabled";
    public const string Above = "GreaterThan";

    private const int HashLength = 12;

    /// <summary>For example <c>cpu &gt; 90</c>.</summary>
    /// <param name="metric">The metric of the API; another type is shown unchanged.</param>
    /// <param name="compare">The comparison of the API.</param>
    /// <param name="threshold">The threshold.</param>
    public static string Condition(string metric, string compare, decimal threshold)
    {
        string name = AlertKeys.Metrics.FirstOrDefault(m => m.Metric == metric).Key?.Name ?? metric;
        string sign = compare switch { Above => ">", "LessThan" => "<", _ => compare };
        return string.Create(CultureInfo.InvariantCulture, $"{name} {sign} {threshold:0.##}");
    }

    public static string Emails(IEnumerable<string> addresses) =>
        string.Join(", ", addresses.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    /// <summary>The channel, and a hash of the URL.</summary>
    public static string Slack(string channel, string url)
    {
        using FingerprintHash hash = new();
        return $"{channel} (webhook {hash.Add(url).ToHex()[..HashLength]})";
    }
}
