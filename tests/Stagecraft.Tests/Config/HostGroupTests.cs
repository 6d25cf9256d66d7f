using Stagecraft.Config;
using Stagecraft.Errors;

namespace Stagecraft.Tests.Config;

/// <summary>Spec interface.md 7.1.2: groups of hosts.</summary>
public sealed class HostGroupTests
{
    private static readonly SettingKey Role = new("role", SettingKind.Name, "") { IsRequired = true };

    private static readonly SettingKey Hosts =
        new("hosts", SettingKind.Hosts, "") { IsRequired = true, HostKeys = [Role, HostGroup.Count] };

    private readonly ConfigProblems _problems = new();

    [Fact]
    public void A_group_is_its_hosts()
    {
        HostEntry[] hosts = Read("hosts: {prod: {db: {role: db}, app: {role: app, count: 11}, b: {count: 0, role: b}}}");

        _problems.InFileOrder().Should().BeEmpty();
        hosts.Select(h => h.Name).Should().Equal(
            "app-1", "app-10", "app-11", "app-2", "app-3", "app-4", "app-5", "app-6", "app-7", "app-8", "app-9", "db");
        hosts[1].MachineName.Should().Be("prod-app-10");
        hosts.Take(11).Select(h => (h.Path, h.Location!.Line, h.Location.Column)).Distinct().Should().Equal(("hosts.prod.app", 1, 32));
    }

    [Theory]
    [InlineData("app: {count: §-1, role: app}", "count must be a whole number from 0 to 1000, not '-1'")]
    [InlineData("app: {count: §1001, role: app}", "count must be a whole number from 0 to 1000, not '1001'")]
    [InlineData("app: {count: §\"3\", role: app}", "count must be a whole number from 0 to 1000, not '3'")]
    [InlineData("app: {count: §1.5, role: app}", "count must be a whole number from 0 to 1000, not '1.5'")]
    [InlineData("app: {count: §99999999999, role: app}", "count must be a whole number from 0 to 1000, not '99999999999'")]
    [InlineData("app: {count: §~, role: app}", "count must be a whole number from 0 to 1000, not an empty value")]
    [InlineData("app: {count: §[1], role: app}", "count must be a whole number from 0 to 1000, not a list")]
    [InlineData("§App: {count: 2, role: app}", "'App' is not a valid name of a host")]
    [InlineData("app: {count: 2, role: §App}", "role 'App' is not a valid name")]
    [InlineData("app: {count: 0, role: §App}", "role 'App' is not a valid name")]
    [InlineData("app: {count: 2, §rolle: app}", "unknown key 'rolle'")]
    [InlineData("§app: {count: 2}", "role of host 'app' is required")]
    public void A_mistake_of_a_group_is_reported_once_at_its_place(string marked, string message)
    {
        (string yaml, SourceLocation place) = Yaml.Unmark($"hosts: {{prod: {{{marked}}}}}");

        Read(yaml).Should().BeEmpty();

        Problem problem = _problems.InFileOrder().Should().ContainSingle().Which;
        (problem.Message, problem.Location).Should().Be((message, place));
    }

    [Theory]
    [InlineData(
        "    app-2: {role: app}\n    app: {role: app, count: 3}\n",
        "host 'app-2' is already declared by hosts.prod.app-2 in line 3")]
    [InlineData("    app: {role: app, count: 3}\n    app-2: {role: app}\n", "host 'app-2' is already declared by hosts.prod.app in line 3")]
    public void A_host_next_to_its_group_is_reported_with_both_places(string entries, string message)
    {
        Read("hosts:\n  prod:\n" + entries);

        Problem problem = _problems.InFileOrder().Should().ContainSingle().Which;
        (problem.Message, problem.Location).Should().Be((message, new SourceLocation("stagecraft.yml", 4, 5)));
        problem.Hint.Should().Contain("count: 3").And.Contain("rename one");
    }

    [Fact]
    public void Each_other_entry_that_a_group_collides_with_is_reported_once()
    {
        Read("hosts:\n  a:\n    b-c: {role: x, count: 2}\n    g-1: {role: x}\n    g-2: {role: x}\n    g: {role: x, count: 2}\n"
            + "  a-b:\n    c: {role: x, count: 2}\n");

        _problems.InFileOrder().Select(p => p.Message).Should().Equal(
            "host 'g-1' is already declared by hosts.a.g-1 in line 4",
            "host 'g-2' is already declared by hosts.a.g-2 in line 5",
            "the machine's name 'a-b-c-1' is already that of hosts.a.b-c in line 3");
    }

    [Fact]
    public void The_longest_name_of_a_group_fits()
    {
        string name = new('a', 55);
        Read($"hosts: {{prod: {{{name}: {{role: a, count: 99}}}}}}").Should().HaveCount(99);
        Read($"hosts: {{prod: {{{name}: {{role: a, count: 100}}}}}}").Should().BeEmpty();

        Problem problem = _problems.InFileOrder().Should().ContainSingle().Which;
        problem.Message.Should().Contain($"prod-{name}-100".Length + " characters long");
        problem.Location!.Column.Should().Be(16);
    }

    [Fact]
    public void The_groups_of_a_file_have_a_limit()
    {
        string groups = string.Join(", ", Enumerable.Range(1, 10).Select(i => $"g{i}: {{role: a, count: 1000}}"));
        Read($"hosts: {{prod: {{{groups}}}}}").Should().HaveCount(10_000);

        Read($"hosts:\n  prod: {{{groups}}}\n  dev:\n    x: {{role: a, count: 1}}\n");

        Problem problem = _problems.InFileOrder().Should().ContainSingle().Which;
        (problem.Message, problem.Location).Should().Be(
            ("the groups of the file declare more than 10000 hosts", new SourceLocation("stagecraft.yml", 4, 25)));
    }

    [Fact]
    public void A_driver_without_groups_does_not_know_the_key()
    {
        SettingKey hosts = new("hosts", SettingKind.Hosts, "") { HostKeys = [Role] };

        Read("hosts: {prod: {app: {role: app, count: 2}}}", hosts);

        _problems.InFileOrder().Should().ContainSingle().Which.Message.Should().Be("unknown key 'count'");
    }

    private HostEntry[] Read(string yaml, SettingKey? hosts = null) =>
    [
        .. new HostsReader("machine", _problems)
            .Read(new SectionReader(Yaml.Read(yaml), _problems), hosts ?? Hosts, h => h.Settings.Name(Role).Setting is null ? null : h)
            .SelectMany(e => e.Hosts),
    ];
}
