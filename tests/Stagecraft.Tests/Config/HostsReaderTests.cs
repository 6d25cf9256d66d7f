using Stagecraft.Config;
using Stagecraft.Errors;

namespace Stagecraft.Tests.Config;

/// <summary>Spec interface.md 7.1.</summary>
public sealed class HostsReaderTests
{
    private static readonly SettingKey Role = new("role", SettingKind.Name, "") { IsRequired = true };
    private static readonly SettingKey Hosts = new("hosts", SettingKind.Hosts, "") { IsRequired = true, HostKeys = [Role] };

    private readonly ConfigProblems _problems = new();

    [Fact]
    public void A_host_that_is_dropped_without_a_problem_is_a_defect_of_the_driver() =>
        Reading("hosts: {staging: {app-1: {role: app}}}", _ => null).Should().Throw<InvalidOperationException>()
            .WithMessage("the driver returned null for host 'app-1' and reported no problem");

    [Fact]
    public void A_host_that_is_dropped_with_a_problem_is_left_out()
    {
        Read("hosts: {staging: {app-1: {role: App}, b: {role: app}}}", h => h.Settings.Name(Role).Setting?.Value).Should().Equal("app");

        _problems.InFileOrder().Should().ContainSingle().Which.Message.Should().Be("role 'App' is not a valid name");
    }

    [Fact]
    public void An_absent_required_key_of_a_host_is_reported_at_the_host()
    {
        Read("hosts:\n  staging:\n    app-1: {}\n", h => h.Settings.Name(Role).Setting?.Value).Should().BeEmpty();

        Problem problem = _problems.InFileOrder().Should().ContainSingle().Which;
        problem.Message.Should().Be("role of host 'app-1' is required");
        problem.Path.Should().Be("hosts.staging.app-1.role");
        (problem.Location!.Line, problem.Location.Column).Should().Be((3, 5));
    }

    private Action Reading(string yaml, Func<HostEntry, string?> read) => () => Read(yaml, read);

    private IEnumerable<string> Read(string yaml, Func<HostEntry, string?> read) =>
        new HostsReader("machine", _problems).Read(new SectionReader(Yaml.Read(yaml), _problems), Hosts, read).SelectMany(e => e.Hosts);
}
