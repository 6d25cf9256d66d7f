namespace Stagecraft.DigitalOcean.Settings;

/// <summary>Reads the alerts of an environment.</summary>
internal sealed class AlertParser(EnvironmentScope scope)
{
    private const decimal MaxPercent = 100;

    /// <returns>The alerts, sorted by name. Problems are reported.</returns>
    public IReadOnlyList<AlertSettings> Parse() =>
    [
        .. scope.Reader.Sections(EnvironmentKeys.Alerts).Select(s => Alert(s.Entry, s.Reader)).OfType<AlertSettings>()
            .OrderBy(a => a.Name, StringComparer.Ordinal),
    ];

    /// <summary>The warnings of the plan: hosts without the agent that reports the metrics.</summary>
    public static IReadOnlyList<PlanWarning> Check(IReadOnlyList<HostSettings> hosts, IReadOnlyList<AlertSettings> alerts) =>
    [
        .. alerts
            .Select(a => (Alert: a, Hosts: hosts.Where(h => !h.Monitoring && a.Targets.Includes(h.Role)).Select(h => h.Name).ToArray()))
            .Where(a => a.Hosts.Length > 0)
            .Select(a => new PlanWarning(
                "no_monitoring",
                $"alert {Excerpt.Of(a.Alert.Name)} has no metrics of hosts without 'monitoring: true': {string.Join(", ", a.Hosts)}")),
    ];

    private AlertSettings? Alert(ConfigEntry entry, SectionReader reader)
    {
        scope.CheckName(entry, "an alert");
        HostTargets targets = TargetRule.Read(scope, reader, isRequired: false);
        (string Metric, decimal Threshold)? metric = Metric(entry, reader);
        string? window = reader.Choice(AlertKeys.For);
        string[] emails = [.. Emails(reader)];
        (Setting<string>? slackEnv, string? channel) = Slack(reader);
        if (!reader.Node(AlertKeys.Email).IsPresent && !reader.Node(AlertKeys.SlackEnv).IsPresent
            && !reader.Node(AlertKeys.SlackChannel).IsPresent)
        {
            reader.ReportMissing(
                AlertKeys.Email, "an alert requires a recipient: email: [ops@example.com], or slack_env and slack_channel");
        }

        if (metric is not { } measured || window is null)
        {
            return null;
        }

        return new AlertSettings
        {
            Kind = ResourceKind.Alert,
            Name = entry.Key,
            Targets = targets,
            Metric = measured.Metric,
            Threshold = measured.Threshold,
            For = window,
            Emails = emails,
            SlackEnv = slackEnv,
            SlackChannel = channel,
            Fields =
            [
                targets.Field,
                new(AlertText.ConditionField, AlertText.Condition(measured.Metric, AlertText.Above, measured.Threshold)),
                new(AlertKeys.For.Name, window),
                .. emails.Length > 0 ? [new DeclaredField(AlertText.EmailField, AlertText.Emails(emails))] : Array.Empty<DeclaredField>(),
            ],
            Location = entry.KeyLocation,
            Path = entry.Value.Path,
        };
    }

    private (string Metric, decimal Threshold)? Metric(ConfigEntry entry, SectionReader reader)
    {
        (SettingKey Key, string Metric)[] declared = [.. AlertKeys.Metrics.Where(m => reader.Node(m.Key).IsPresent)];
        switch (declared)
        {
            case []:
                scope.Problems.AddAt(
                    entry.KeyLocation,
                    entry.Value.Path,
                    $"alert {Excerpt.Of(entry.Key)} has no threshold",
                    $"set one of {string.Join(", ", AlertKeys.Metrics.Select(m => m.Key.Name))}; example: cpu: 90");
                return null;
            case [var first, var second, ..]:
                reader.ReportBoth(first.Key, second.Key);
                return null;
        }

        (SettingKey key, string metric) = declared[0];
        if (reader.Node(key).Setting?.Value is not { } node)
        {
            return null;
        }

        bool isPercent = !key.Name.StartsWith("load", StringComparison.Ordinal);
        if (node is ConfigScalar { IsQuoted: false, Value: { } text }
            && decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal threshold)
            && threshold > 0 && decimal.Round(threshold, 2) == threshold && (!isPercent || threshold <= MaxPercent))
        {
            return (metric, threshold);
        }

        scope.Problems.Add(
            node,
            $"{key.Name} must be a number above 0{(isPercent ? ", at most 100" : "")}, "
                + $"not {(node is ConfigScalar { Value: { } found } ? Excerpt.Of(found) : node.Kind)}",
            $"example: {key.Name}: {(isPercent ? "90" : "1.5")}, without quotes{(isPercent ? " or '%'" : "")}; at most two decimals");
        return null;
    }

    private IEnumerable<string> Emails(SectionReader reader)
    {
        IReadOnlyList<Setting<string>>? emails = reader.Texts(AlertKeys.Email).Setting?.Value;
        foreach (Setting<string> email in emails ?? [])
        {
            int at = email.Value.IndexOf('@', StringComparison.Ordinal);
            if (at <= 0 || at == email.Value.Length - 1 || email.Value.Any(char.IsWhiteSpace))
            {
                scope.Problems.AddAt(
                    email.Location,
                    email.Path,
                    $"{Excerpt.Of(email.Value)} in email is not an email address",
                    "example: ops@example.com");
            }

            yield return email.Value;
        }
    }

    private (Setting<string>? Variable, string? Channel) Slack(SectionReader reader)
    {
        Declared<string> variable = reader.Text(AlertKeys.SlackEnv);
        Declared<string> channel = reader.Text(AlertKeys.SlackChannel);
        if (variable.IsPresent != channel.IsPresent)
        {
            reader.ReportMissing(
                variable.IsPresent ? AlertKeys.SlackChannel : AlertKeys.SlackEnv, "set both slack_env and slack_channel, or neither");
        }

        // Not shown: it may be the URL itself.
        if (variable.Setting is { } named && !named.Value.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
        {
            scope.Problems.AddAt(
                named.Location,
                named.Path,
                "slack_env is not the name of an environment variable",
                "store the URL of the webhook in a variable, and write its name; if the URL is in the file, revoke it");
        }

        return (variable.Setting, channel.Setting?.Value);
    }
}
