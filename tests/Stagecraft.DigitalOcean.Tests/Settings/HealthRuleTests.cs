using Stagecraft.DigitalOcean.Settings;
using Stagecraft.Engine.Clouds;

namespace Stagecraft.DigitalOcean.Tests.Settings;

/// <summary>Spec digitalocean.md 2.20.</summary>
public sealed class HealthRuleTests
{
    [Fact]
    public void Without_health_a_host_has_the_defaults()
    {
        HostSettings host = Host("wait: http");

        host.Wait.Should().Be(HostWait.Http);
        host.Health.Should().Be(new HostHealth { Port = 80, Path = "/", Status = null, Host = null });
        Host("wait: http\nhealth: {}").Health.Should().Be(host.Health);
    }

    [Theory]
    [InlineData("{port: 1}", 1, "/", null, null)]
    [InlineData("{port: 65535, path: /up}", 65535, "/up", null, null)]
    [InlineData("{path: '/a%2Fb/c.d_e~f-g?h=i&j=+,:@;', status: 200}", 80, "/a%2Fb/c.d_e~f-g?h=i&j=+,:@;", 200, null)]
    [InlineData("{status: 599, host: shop.example.com}", 80, "/", 599, "shop.example.com")]
    [InlineData("{host: '192.0.2.1:8080'}", 80, "/", null, "192.0.2.1:8080")]
    public void All_keys_are_optional(string health, int port, string path, int? status, string? host) =>
        Host($"wait: http\nhealth: {health}").Health.Should()
            .Be(new HostHealth { Port = port, Path = path, Status = status, Host = host });

    [Fact]
    public void Each_host_of_a_group_has_the_health_of_the_group() =>
        Section.Settings(Section.WithHost("count: 2\nwait: http\nhealth: {port: 8080}")).Environments.Single().Hosts
            .Select(h => (h.Name, h.Wait, h.Health.Port)).Should()
            .Equal(("app-1-1", HostWait.Http, 8080), ("app-1-2", HostWait.Http, 8080));

    [Theory]
    [InlineData("{port: §0}", "port must be a whole number from 1 to 65535, not '0'")]
    [InlineData("{port: §65536}", "port must be a whole number from 1 to 65535, not '65536'")]
    [InlineData("{port: §http}", "port must be a whole number from 1 to 65535, not 'http'")]
    [InlineData("{port: §'80'}", "port must be a whole number from 1 to 65535")]
    [InlineData("{path: §up}", "path is 'up', which is not a valid path")]
    [InlineData("{path: §'/$(id)'}", "path is '/$(id)', which is not a valid path")]
    [InlineData("{path: §\"/'\"}", "which is not a valid path")]
    [InlineData("{path: §'/%2'}", "path is '/%2', which is not a valid path")]
    [InlineData("{path: §'/a b'}", "path is '/a b': there must be no spaces in it")]
    [InlineData("{path: §\"/a\\nb\"}", "path contains a line break or another control character")]
    [InlineData("{path: §[a]}", "path must be a string, not a list")]
    [InlineData("{path: §''}", "path is empty")]
    [InlineData("{status: §199}", "status must be a whole number from 200 to 599, not '199'")]
    [InlineData("{status: §600}", "status must be a whole number from 200 to 599, not '600'")]
    [InlineData("{status: §2xx}", "status must be a whole number from 200 to 599, not '2xx'")]
    [InlineData("{host: §'a;b'}", "host is 'a;b', which is not a valid host")]
    [InlineData("{host: §-a}", "host is '-a', which is not a valid host")]
    [InlineData("{host: §'a:http'}", "host is 'a:http', which is not a valid host")]
    [InlineData("{§scheme: https}", "unknown key 'scheme'")]
    [InlineData("§/up", "health must be a mapping, not a string")]
    [InlineData("§~", "health must be a mapping, not an empty value")]
    public void Invalid_health_is_reported_at_its_place(string health, string reason) =>
        Section.OnlyProblem(Section.WithHost($"wait: http\nhealth: {health}")).Message.Should().Contain(reason);

    [Fact]
    public void A_path_has_at_most_255_characters()
    {
        string longest = "/" + new string('a', 254);

        Host($"wait: http\nhealth: {{path: {longest}}}").Health.Path.Should().Be(longest);
        Section.OnlyProblem(Section.WithHost($"wait: http\nhealth: {{path: §{longest}a}}")).Hint.Should()
            .Be("it begins with '/', has at most 255 characters, and consists of letters, digits, '/._~-?&=+,:@;' and '%' with two "
                + "hexadecimal digits");
    }

    [Theory]
    [InlineData("§health: {port: 80}", "active")]
    [InlineData("wait: active\n§health: {}", "active")]
    [InlineData("§health: {}\nwait: ssh", "ssh")]
    [InlineData("wait: cloud-init\n§health: {}", "cloud-init")]
    public void Health_requires_wait_http(string keys, string wait)
    {
        Stagecraft.Errors.Problem problem = Section.OnlyProblem(Section.WithHost(keys));

        (problem.Message, problem.Hint, problem.Path).Should().Be((
            $"invalid config: health requires wait: http, but wait is {wait}",
            "remove health, or set wait: http",
            "hosts.prod.app-1.health"));
    }

    [Fact]
    public void Health_with_an_invalid_wait_is_one_problem() =>
        Section.OnlyProblem(Section.WithHost("wait: §https\nhealth: {port: 80}")).Hint.Should().Be("did you mean 'http'?");

    [Fact]
    public void All_problems_are_reported_together() =>
        Section.Parse(Section.WithHost("health: {port: 0, path: a, status: 1, host: '!'}")).Problems.Select(p => p.Path).Should().Equal(
            "hosts.prod.app-1.health",
            "hosts.prod.app-1.health.port",
            "hosts.prod.app-1.health.path",
            "hosts.prod.app-1.health.status",
            "hosts.prod.app-1.health.host");

    /// <summary>A driver that does not use the parser cannot declare a request that the parser refuses.</summary>
    [Fact]
    public void The_type_refuses_the_same_values()
    {
        Action[] invalid =
        [
            () => _ = new HostHealth { Port = 0 },
            () => _ = new HostHealth { Port = 65536 },
            () => _ = new HostHealth { Path = "up" },
            () => _ = new HostHealth { Path = "/a\n" },
            () => _ = new HostHealth { Path = null! },
            () => _ = new HostHealth { Status = 199 },
            () => _ = new HostHealth { Status = 600 },
            () => _ = new HostHealth { Host = "a\r\nb" },
            () => _ = new HostHealth { Host = "" },
        ];

        invalid.Should().AllSatisfy(a => a.Should().ThrowExactly<ArgumentException>());
    }

    [Theory]
    [InlineData(null, 199, false)]
    [InlineData(null, 200, true)]
    [InlineData(null, 399, true)]
    [InlineData(null, 400, false)]
    [InlineData(401, 401, true)]
    [InlineData(401, 200, false)]
    public void The_status_is_that_of_the_config_or_no_error(int? expected, int status, bool isReady) =>
        new HostHealth { Status = expected }.Accepts(status).Should().Be(isReady);

    private static HostSettings Host(string keys) => Section.Settings(Section.WithHost(keys)).Environments.Single().Hosts.Single();
}
