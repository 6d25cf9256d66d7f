using Stagecraft.DigitalOcean.Settings;
using Stagecraft.Errors;

namespace Stagecraft.DigitalOcean.Tests.Settings;

/// <summary>Spec digitalocean.md 2.18.</summary>
public sealed class AlertRuleTests
{
    private const string Hosts = "hosts: {prod: {app: {role: app, count: 2, monitoring: true}, db: {role: db}}}\n";
    private const string To = "email: [ops@example.com]";

    [Theory]
    [InlineData("{cpu: 90, " + To + "}", "targets: all hosts|condition: cpu > 90|for: 5m|email: ops@example.com")]
    [InlineData(
        "{memory: 90.5, for: 1h, all: true, " + To + "}",
        "targets: all hosts|condition: memory > 90.5|for: 1h|email: ops@example.com")]
    [InlineData("{load_15: 1.50, for: 30m, roles: [db, app], email: [b@c.de, a@b.cd]}",
        "targets: app, db|condition: load_15 > 1.5|for: 30m|email: a@b.cd, b@c.de")]
    [InlineData("{disk: 80, slack_env: SLACK_URL, slack_channel: ops}", "targets: all hosts|condition: disk > 80|for: 5m")]
    public void Declared_settings_are_fields(string alert, string fields) =>
        string.Join(
            '|',
            Section.Settings(Yaml($"{{busy: {alert}}}")).Resources["prod"].Declared.Single().Fields.Select(f => $"{f.Name}: {f.Value}"))
            .Should().Be(fields);

    [Theory]
    [InlineData("§Busy: {cpu: 90, " + To + "}", "'Busy' is not a valid name of an alert")]
    [InlineData("§busy: {" + To + "}", "alert 'busy' has no threshold")]
    [InlineData("busy: {cpu: 90, §load_1: 2, " + To + "}", "cpu and load_1 are both set")]
    [InlineData("busy: {cpu: §101, " + To + "}", "cpu must be a number above 0, at most 100, not '101'")]
    [InlineData("busy: {load_5: §0, " + To + "}", "load_5 must be a number above 0, not '0'")]
    [InlineData("busy: {cpu: §90%, " + To + "}", "cpu must be a number above 0, at most 100, not '90%'")]
    [InlineData("busy: {cpu: 90, for: §15m, " + To + "}", "for is '15m', which is not an allowed value")]
    [InlineData("busy: {cpu: 90, roles: [§ap], " + To + "}", "no host of environment 'prod' has the role 'ap'")]
    [InlineData("busy: {cpu: 90, roles: [app], §all: true, " + To + "}", "roles and all are both set")]
    [InlineData("busy: §{cpu: 90}", "email is required")]
    [InlineData("busy: {cpu: 90, email: [§ops]}", "'ops' in email is not an email address")]
    [InlineData("busy: §{cpu: 90, slack_env: URL}", "slack_channel is required")]
    [InlineData("busy: §{cpu: 90, slack_channel: ops}", "slack_env is required")]
    [InlineData("busy: {cpu: 90, slack_channel: ops, slack_env: §https://hooks.slack.example/secret}",
        "slack_env is not the name of an environment variable")]
    public void A_mistake_is_a_problem_at_its_place(string alerts, string message)
    {
        Problem problem = Section.OnlyProblem(Yaml($"{{{alerts}}}"));
        problem.Message.Should().Be("invalid config: " + message);
        problem.Hint.Should().NotContain("hooks.slack.example");
    }

    [Fact]
    public void A_plan_warns_of_hosts_without_monitoring() =>
        Section.Settings(Yaml($"{{a: {{cpu: 90, {To}}}, b: {{cpu: 90, roles: [app], {To}}}}}")).Resources["prod"].Warnings
            .Select(w => (w.Code, w.Message)).Should().Equal(
                ("no_monitoring", "alert 'a' has no metrics of hosts without 'monitoring: true': db"));

    private static string Yaml(string alerts) => Section.Defaults + "environments: {prod: {alerts: " + alerts + "}}\n" + Hosts;
}
