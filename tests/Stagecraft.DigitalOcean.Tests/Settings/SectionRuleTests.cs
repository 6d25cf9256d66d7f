using System.Text;
using Stagecraft.Config;
using Stagecraft.DigitalOcean.Api;
using Stagecraft.DigitalOcean.Settings;
using Stagecraft.Engine.Settings;
using Stagecraft.Errors;

namespace Stagecraft.DigitalOcean.Tests.Settings;

/// <summary>Each rule of the section broken once: one problem, at the place of the mistake.</summary>
public sealed class SectionRuleTests
{
    private const string Token = "token_env: T\n";
    private const string Key = "ssh_key_name: k\n";
    private const string Region = "default_region: nyc1\n";
    private const string Size = "default_size: s-1\n";

    [Theory]
    [InlineData("§" + Key + Section.Hosts, "token_env is required")]
    [InlineData("token_env:§\n" + Key + Section.Hosts, "token_env is required")]
    [InlineData("token_env: §''\n" + Key + Section.Hosts, "token_env is required")]
    [InlineData("§" + Token + Section.Hosts, "ssh_key_name is required")]
    [InlineData("ssh_key_name: §~\n" + Token + Section.Hosts, "ssh_key_name is required")]
    [InlineData("§" + Token + Key, "hosts configuration is required")]
    [InlineData(Token + Key + "hosts:§\n", "hosts configuration is required")]
    [InlineData(Token + Key + "hosts: §{}\n", "hosts configuration is required")]
    public void Required_keys(string section, string reason) =>
        Section.OnlyProblem(section.Replace(Section.Hosts, Region + Size + Section.Hosts, StringComparison.Ordinal))
            .Message.Should().Be("invalid config: " + reason);

    [Theory]
    [InlineData("token_env: §[T]\n" + Key, "token_env must be a string, not a list")]
    [InlineData("token_env: §1T\n" + Key, "token_env is not the name of an environment variable")]
    [InlineData("token_env: §$DO_TOKEN\n" + Key, "token_env is not the name of an environment variable")]
    [InlineData("token_env: §my token\n" + Key, "token_env is not the name of an environment variable")]
    [InlineData("token_env: §\"T\\n\"\n" + Key, "token_env contains a line break or another control character")]
    [InlineData(Token + "ssh_key_name: §{a: b}\n", "ssh_key_name must be a string, not a mapping")]
    [InlineData(Token + "ssh_key_name: §\"a\\eb\"\n", "ssh_key_name contains a line break or another control character")]
    public void Token_and_key(string keys, string reason) => Reason(keys + Region + Size + Section.Hosts, reason);

    [Theory]
    [InlineData("default_region: §[nyc1]", "default_region must be a string, not a list")]
    [InlineData("default_region: §''", "default_region is empty")]
    [InlineData("default_region: §nyc 1", "default_region is 'nyc 1': there must be no spaces in it")]
    [InlineData("default_region:§", "default_region is empty")]
    public void Default_region(string key, string reason) => Reason(Token + Key + Size + key + "\n" + Section.Hosts, reason);

    [Theory]
    [InlineData("default_size: §{a: b}", "default_size must be a string, not a mapping")]
    [InlineData("default_size:§", "default_size is empty")]
    public void Default_size(string key, string reason) => Reason(Token + Key + Region + key + "\n" + Section.Hosts, reason);

    [Theory]
    [InlineData("default_image: §[x]", "default_image must be a string, not a list")]
    [InlineData("default_image: §\"a b\"", "default_image is 'a b': there must be no spaces in it")]
    [InlineData("regions: §[]", "regions is empty")]
    [InlineData("sizes:§", "sizes is empty")]
    [InlineData("regions: §nyc1", "regions must be a list, not a string")]
    [InlineData("sizes: §{a: b}", "sizes must be a list, not a mapping")]
    [InlineData("regions: [fra1, §{a: b}]", "an entry of regions must be a string, not a mapping")]
    [InlineData("sizes: [§~, s-2]", "an entry of sizes is empty")]
    [InlineData("poll_interval: §5", "poll_interval is '5', which is not a duration")]
    [InlineData("poll_interval: §5 s", "poll_interval is '5 s', which is not a duration")]
    [InlineData("poll_interval: §-5s", "poll_interval is '-5s', which is not a duration")]
    [InlineData("poll_interval: §1.5s", "poll_interval is '1.5s', which is not a duration")]
    [InlineData("poll_interval: §٥s", "poll_interval is '٥s', which is not a duration")]
    [InlineData("poll_interval: §5d", "poll_interval is '5d', which is not a duration")]
    [InlineData("poll_interval: §[5s]", "poll_interval must be a string, not a list")]
    [InlineData("poll_interval:§", "poll_interval is empty")]
    [InlineData("poll_interval: §999ms", "poll_interval is '999ms', which is out of its range: 1s to 10m")]
    [InlineData("poll_interval: §601s", "poll_interval is '601s', which is out of its range: 1s to 10m")]
    [InlineData("settle_window: §0s", "settle_window is '0s', which is out of its range: 1s to 5m")]
    [InlineData("settle_window: §6m", "settle_window is '6m', which is out of its range: 1s to 5m")]
    [InlineData("create_timeout: §25h", "create_timeout is '25h', which is out of its range: 1s to 24h")]
    [InlineData("delete_timeout: §9223372036854775807h", "delete_timeout is '9223372036854775807h', which is out of its range: 1s to 24h")]
    [InlineData(
        "delete_timeout: §99999999999999999999999ms",
        "delete_timeout is '99999999999999999999999ms', which is out of its range: 1s to 24h")]
    [InlineData("§firewall: x", "unknown key 'firewall'")]
    public void The_rest(string key, string reason) => Reason(Section.Defaults + key + "\n" + Section.Hosts, reason);

    [Theory]
    [InlineData("default_region: §nyc1\nregions: [nyc2, nyc3]\n" + Size, "default_region 'nyc1' is not in regions", "did you mean 'nyc2'?")]
    [InlineData("default_size: §s-1\nsizes: [c-22, g-33]\n" + Region, "default_size 's-1' is not in sizes", "allowed: 'c-22', 'g-33'")]
    public void A_default_that_is_not_allowed_is_one_problem_for_any_number_of_hosts(string keys, string reason, string hint)
    {
        Problem problem = Section.OnlyProblem(Token + Key + keys + "hosts: {prod: {a: {role: x}, b: {role: x}}}");

        problem.Message.Should().Be("invalid config: " + reason);
        problem.Hint.Should().Be(hint);
    }

    [Theory]
    [InlineData("§tokenenv: T\n" + Key + Section.Hosts, "token_env")]
    [InlineData("§token: T\n" + Key + Section.Hosts, "token_env")]
    [InlineData("§ssh_key_nam: k\n" + Token + Section.Hosts, "ssh_key_name")]
    [InlineData("§ssh_key: [k]\n" + Token + Section.Hosts, "ssh_keys")]
    [InlineData("§host: {}\n" + Token + Key, "hosts")]
    public void A_misspelled_key_is_not_also_reported_as_missing(string section, string meant) =>
        Section.OnlyProblem(section.Replace(Section.Hosts, Region + Size + Section.Hosts, StringComparison.Ordinal)).Hint.Should()
            .Be($"did you mean '{meant}'?");

    [Fact]
    public void A_misspelled_default_is_one_problem_for_any_number_of_hosts() =>
        Section.OnlyProblem(Token + Key + Region + "§defaultsize: s-1\nhosts: {prod: {a: {role: x}, b: {role: x}}}").Hint.Should()
            .Be("did you mean 'default_size'?");

    [Theory]
    [InlineData("§region: nyc1\n" + Size, "did you mean 'default_region'?")]
    [InlineData("§size: s-1\n" + Region, "did you mean 'default_size'?")]
    [InlineData("§image: x\n" + Region + Size, "did you mean 'default_image'?")]
    [InlineData("§region: nyc1\n" + Region + Size, "did you mean 'regions'?")]
    public void A_default_written_like_the_key_of_a_host_is_one_problem(string keys, string hint) =>
        Section.OnlyProblem(Token + Key + keys + "hosts: {prod: {a: {role: x}, b: {role: x}}}").Hint.Should().Be(hint);

    [Theory]
    [InlineData("§-oProxyCommand=x", "ssh_user is '-oProxyCommand=x', which is not a user name")]
    [InlineData("§root x", "ssh_user is 'root x', which is not a user name")]
    public void An_ssh_user_is_a_name_and_not_an_option(string user, string reason) =>
        Section.OnlyProblem(Section.Defaults + $"ssh_user: {user}\n" + Section.Hosts).Message.Should().Contain(reason);

    /// <summary>Spec digitalocean.md 2.9.</summary>
    [Theory]
    [InlineData("ssh_key_name: k\n§ssh_keys: [a]\n", "ssh_key_name and ssh_keys are both set", "keep one of them")]
    [InlineData("ssh_keys: [a]\n§ssh_key_name: k\n", "ssh_key_name and ssh_keys are both set", "keep one of them")]
    [InlineData("ssh_keys: §[]\n", "ssh_keys is empty", "write ssh_keys: [a, b]")]
    [InlineData("ssh_keys: §~\n", "ssh_keys is empty", "write ssh_keys: [a, b]")]
    [InlineData("ssh_keys: §alice\n", "ssh_keys must be a list, not a string", "write ssh_keys: [a, b]")]
    [InlineData("ssh_keys: [alice, §{a: 1}]\n", "an entry of ssh_keys must be a string, not a mapping", null)]
    [InlineData("ssh_keys: [alice, ci, §alice]\n", "'alice' is in ssh_keys twice", null)]
    public void Several_ssh_keys_are_a_list_without_duplicates(string keys, string reason, string? hint)
    {
        Problem problem = Section.OnlyProblem(Token + Region + Size + keys + Section.Hosts);

        (problem.Message, problem.Hint).Should().Be(("invalid config: " + reason, hint));
    }

    [Fact]
    public void Several_ssh_keys_keep_their_places()
    {
        Section.Settings(Token + Region + Size + "ssh_keys: [alice key, 12]\n" + Section.Hosts).SshKeys
            .Select(k => (k.Value, k.Path, k.Location!.Column)).Should().Equal(("alice key", "ssh_keys[0]", 12), ("12", "ssh_keys[1]", 23));
    }

    [Fact]
    public void An_unknown_key_without_a_similar_one_is_reported_with_the_known_keys() =>
        Section.OnlyProblem(Section.Defaults + "§firewall: x\n" + Section.Hosts).Hint.Should()
            .Be(
                "known keys: token_env, ssh_key_name, ssh_keys, default_region, default_size, default_image, regions, sizes, machine_name, "
                + "vpc, do_project, hosts, environments, poll_interval, settle_window, create_timeout, delete_timeout, ssh_user, "
                + "ssh_timeout, cloud_init_timeout, http_timeout");

    [Theory]
    [InlineData("hosts: §text", "hosts must be a mapping of environments, not a string")]
    [InlineData("hosts: §[a]", "hosts must be a mapping of environments, not a list")]
    [InlineData("hosts: {prod: §}", "environment 'prod' must be a mapping, not an empty value")]
    [InlineData("hosts: {§app-1: {role: app}}", "'app-1' is at the place of an environment, but has the key 'role' of a host")]
    [InlineData("hosts: {prod: {}, §db-1: {size: s}}", "'db-1' is at the place of an environment, but has the key 'size' of a host")]
    [InlineData("hosts: {prod: §[a]}", "environment 'prod' must be a mapping, not a list")]
    [InlineData("hosts: {§Prod: {a: {role: x}}}", "'Prod' is not a valid name of an environment")]
    [InlineData("hosts: {§pr_od: {}}", "'pr_od' is not a valid name of an environment")]
    [InlineData(
        "hosts: {§e123456789e123456789e123456789e123456789e123456789e123456789e1: {a: {role: x}}}",
        "the environment's name is 62 characters long: at most 61")]
    [InlineData("hosts: {prod: {app-1: §}}", "host 'app-1' must be a mapping, not an empty value")]
    [InlineData("hosts: {prod: {app-1: §app}}", "host 'app-1' must be a mapping, not a string")]
    [InlineData("hosts: {prod: {§App_1: {role: app}}}", "'App_1' is not a valid name of a host")]
    [InlineData("hosts: {prod: {§-a: {role: app}}}", "'-a' is not a valid name of a host")]
    [InlineData(
        "hosts: {prod: {§h123456789h123456789h123456789h123456789h123456789h12345678: {role: app}}}", "is 64 characters long: at most 63")]
    [InlineData(
        "hosts:\n  prod:\n    eu-app-1: {role: x}\n  prod-eu:\n    §app-1: {role: x}",
        "the droplet's name 'prod-eu-app-1' is already that of hosts.prod.eu-app-1 in line 7")]
    public void Environments_and_names(string hosts, string reason) => Reason(Section.Defaults + hosts, reason);

    [Theory]
    [InlineData("s: text", "a string")]
    [InlineData("s: [a]", "a list")]
    [InlineData("s:", "an empty value")]
    public void The_section_itself_must_be_a_mapping(string yaml, string kind)
    {
        ConfigNode section = ConfigReader.Read("f", Encoding.UTF8.GetBytes(yaml)).Find("s")!;

        SettingsResult result = SettingsParser.Parse(section, null, SettingsScope.Everything, UserData.ReadFile);

        Problem problem = result.Problems.Should().ContainSingle().Which;
        problem.Message.Should().Be($"invalid config: the provider's section must be a mapping, not {kind}");
        problem.Location.Should().Be(section.Location);
    }

    [Theory]
    [InlineData("My Shop", false)]
    [InlineData("shop", true)]
    [InlineData("p123456789p123456789p123456789p123456789p123456789p123456789p123", false)]
    public void A_project_given_by_a_caller_must_be_a_name(string project, bool valid) =>
        (Section.Parse(Section.Defaults + Section.Hosts, project: project).Problems.Count == 0).Should().Be(valid);

    private static void Reason(string section, string reason) =>
        Section.OnlyProblem(section).Message.Should().StartWith("invalid config: ").And.Contain(reason);
}
