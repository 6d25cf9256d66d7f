using Stagecraft.Cli.Tests.Support;

namespace Stagecraft.Cli.Tests.EndToEnd;

/// <summary>docs/config.md, "Changes to existing hosts", with the real command: after an edit of each property, the rows of a plan, its
/// exit code, the outcomes of <c>up</c>, and the next plan.</summary>
public sealed class PropertyJobTests
{
    /// <summary>Edits that <c>up</c> applies: the settings of a host before and after, and its row.</summary>
    private static readonly (string Before, string After, string Row)[] Updates =
    [
        ("role: app, tags: [web]", "role: app, tags: [web, blue]", "tags: web -> blue,web"),
        ("role: app", "role: app, backups: true", "backups: false -> true"),
        ("role: app, backups: true", "role: app", "backups: true -> false"),
        ("role: app", "role: app, backups: { plan: daily, hour: 4 }", "backups: false -> daily 4:00"),
        ("role: app", "role: app, protected: true", "protected: false -> true"),
    ];

    /// <summary>Edits that require another droplet.</summary>
    private static readonly (string Before, string After, string Row)[] Drifts =
    [
        ("role: app", "role: app, size: s-2vcpu-4gb", "size is s-1vcpu-1gb, declared s-2vcpu-4gb"),
        ("role: app", "role: app, region: fra1", "region is nyc1, declared fra1"),
        ("role: app", "role: web", "role is app, declared web"),
        ("role: app", "role: app, image: debian-12-x64", "image is ubuntu-22-04-x64, declared debian-12-x64"),
        ("role: app", "role: app, monitoring: true", "monitoring is false, declared true"),
        ("role: app", "role: app, ipv6: true", "ipv6 is false, declared true"),
        ("role: app", "role: app, user_data: hello", "was created with another value of image, ssh_keys, user_data or mount"),
    ];

    /// <summary>Edits without a difference.</summary>
    private static readonly (string Before, string After, string Row)[] Same =
    [
        ("role: app, tags: [web]", "role: app", ""),
        ("role: app, protected: true", "role: app", ""),
        ("role: app", "role: app, wait: active", ""),
    ];

    [Fact]
    public async Task Each_property_has_the_documented_effect()
    {
        (string Before, string After, string Row)[] all = [.. Updates, .. Drifts, .. Same];
        await using RealCommand command = await RealCommand.StartAsync(Config(all.Select(e => e.Before)));
        (await command.RunAsync("infra up -e staging --yes")).ExitCode.Should().Be(0);
        command.Write(Config(all.Select(e => e.After)));

        CliResult plan = await command.RunAsync("infra plan -e staging --detailed-exitcode");
        plan.ExitCode.Should().Be(2, plan.Error);
        string[] drifts = [.. Rows(Drifts, Updates.Length, '~')];
        RowsOf(plan).Should().BeEquivalentTo([.. Rows(Updates, 0, '!'), .. drifts]);
        plan.Out.Should().Contain($"{Updates.Length} to update, {Drifts.Length} drifted, {Same.Length} unchanged.");

        CliResult up = await command.RunAsync("infra up -e staging --yes");
        up.ExitCode.Should().Be(0, up.Error);
        up.Out.Should().Contain($"Done: {Same.Length} unchanged, {Drifts.Length} drifted, {Updates.Length} updated.");
        up.Error.Should().Contain("warning: drift not corrected: ");

        CliResult next = await command.RunAsync("infra plan -e staging --detailed-exitcode");
        next.ExitCode.Should().Be(2, next.Error);
        RowsOf(next).Should().BeEquivalentTo(drifts);
        string hosts = string.Join(' ', Drifts.Select((_, i) => Host(Updates.Length + i)));
        (await command.RunAsync($"infra up -e staging --yes --allow-delete --replace {hosts}")).ExitCode.Should().Be(0);
        (await command.RunAsync("infra plan -e staging --detailed-exitcode")).ExitCode.Should().Be(0);
    }

    [Theory]
    [InlineData("ssh_key_name: my-ssh-key", "ssh_keys: [my-ssh-key]", null)]
    [InlineData(
        "ssh_key_name: my-ssh-key", "ssh_keys: [my-ssh-key, ci]", "was created with another value of image, ssh_keys, user_data or mount")]
    [InlineData("poll_interval: 1s", "machine_name: \"x-{environment}-{host}\"", "name is staging-app-1, declared x-staging-app-1")]
    public async Task Settings_of_the_section_are_compared_too(string before, string after, string? row)
    {
        string config = Config(["role: app"]);
        await using RealCommand command = await RealCommand.StartAsync(config);
        command.Cloud.AddSshKey("ci");
        (await command.RunAsync("infra up -e staging --yes")).ExitCode.Should().Be(0);
        command.Write(config.Replace(before, after, StringComparison.Ordinal));

        CliResult plan = await command.RunAsync("infra plan -e staging --detailed-exitcode");

        plan.ExitCode.Should().Be(row is null ? 0 : 2, plan.Error);
        RowsOf(plan).Should().BeEquivalentTo(row is null ? [] : Rows([("", "", row)], 0, '~'));
    }

    [Fact]
    public async Task A_droplet_that_was_switched_off_has_drifted()
    {
        await using RealCommand command = await RealCommand.StartAsync(Config(["role: app"]));
        (await command.RunAsync("infra up -e staging --yes")).ExitCode.Should().Be(0);
        command.Cloud.SetStatus(command.Cloud.Droplets.Single().Id, "off");

        CliResult plan = await command.RunAsync("infra plan -e staging --detailed-exitcode");

        plan.ExitCode.Should().Be(2, plan.Error);
        RowsOf(plan).Should().Equal("~ app-1 status is off, declared active");
    }

    private static string Host(int index) => $"app-{index + 1}";

    private static IEnumerable<string> Rows((string Before, string After, string Row)[] edits, int first, char sign) =>
        edits.Select((e, i) => $"{sign} {Host(first + i)} {e.Row}");

    /// <summary>The rows of updates and drift, without columns and ids.</summary>
    private static string[] RowsOf(CliResult plan) =>
    [
        .. plan.Out.Split('\n').Select(l => l.Trim()).Where(l => l.StartsWith('!') || l.StartsWith('~'))
            .Select(l => string.Join(' ', l.Split(" (id ")[0].Split(' ', StringSplitOptions.RemoveEmptyEntries)))
            .Select(l => System.Text.RegularExpressions.Regex.Replace(l, @" [+-][0-9.]+/mo", "")),
    ];

    private static string Config(IEnumerable<string> settings)
    {
        string config = RealCommand.Config("app-1");
        string hosts = string.Join('\n', settings.Select((s, i) => $"          {Host(i)}: {{ {s} }}"));
        return config[..config.IndexOf("          app-1:", StringComparison.Ordinal)] + hosts;
    }
}
