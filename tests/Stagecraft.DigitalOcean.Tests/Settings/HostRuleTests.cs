using Stagecraft.Errors;

namespace Stagecraft.DigitalOcean.Tests.Settings;

/// <summary>Each rule of a host broken once: one problem, at the place of the mistake.</summary>
public sealed class HostRuleTests
{
    [Theory]
    [InlineData("{§app-1: {size: s-1}}", "role of host 'app-1' is required")]
    [InlineData("{§app-1: {}}", "role of host 'app-1' is required")]
    [InlineData("{app-1: {role: §}}", "role of host 'app-1' is required")]
    [InlineData("{app-1: {role: §[app]}}", "role must be a string, not a list")]
    [InlineData("{app-1: {role: §App}}", "role 'App' is not a valid name")]
    [InlineData("{app-1: {§rol: app}}", "unknown key 'rol'")]
    public void Role(string hosts, string reason) => Reason(Section.Defaults + $"hosts: {{prod: {hosts}}}", reason);

    [Fact]
    public void A_role_that_is_too_long_for_its_tag() =>
        Reason(
            Section.Defaults + $"hosts: {{prod: {{a: {{role: §{new string('r', 240)}}}}}}}",
            "role is 240 characters long: at most 239 are allowed");

    [Theory]
    [InlineData("size: §[x]", "size must be a string, not a list")]
    [InlineData("size:§", "size is empty")]
    [InlineData("region: §{a: b}", "region must be a string, not a mapping")]
    [InlineData("region: §\"nyc1 \"", "region is 'nyc1 ': there must be no spaces in it")]
    [InlineData("image: §''", "image is empty")]
    [InlineData("§sized: s-1", "unknown key 'sized'")]
    [InlineData("wait: §shh", "wait is 'shh', which is not an allowed value")]
    [InlineData("wait: §[ssh]", "wait must be a string, not a list")]
    [InlineData("wait:§", "wait is empty")]
    [InlineData("§ssh_key: x", "unknown key 'ssh_key'")]
    [InlineData("tags: §web", "tags must be a list, not a string")]
    [InlineData("tags:§", "tags must be a list, not an empty value")]
    [InlineData("tags: [§{a: b}]", "a tag must be a string, not a mapping")]
    [InlineData("tags: [§'']", "a tag is empty")]
    [InlineData("tags: [a, §Web]", "the tag 'Web' is not valid")]
    [InlineData("tags: [§\"a b\"]", "the tag 'a b' is not valid")]
    [InlineData("tags: [§a.b]", "the tag 'a.b' is not valid")]
    [InlineData("tags: [§stagecraft]", "the tag 'stagecraft' is reserved")]
    [InlineData("tags: [§stagecraft-env-x]", "the tag 'stagecraft-env-x' is reserved")]
    [InlineData("tags:\n- a\n- b\n- §a", "duplicate tag 'a': it is already in line 10")]
    [InlineData("monitoring: §yes", "monitoring must be true or false, not 'yes'")]
    [InlineData("backups: §\"true\"", "backups must be true or false, not 'true'")]
    [InlineData("ipv6: §True", "ipv6 must be true or false, not 'True'")]
    [InlineData("ipv6:§", "ipv6 must be true or false, not an empty value")]
    [InlineData("monitoring: §[true]", "monitoring must be true or false, not a list")]
    [InlineData("vpc_uuid: §default", "vpc_uuid 'default' is not a UUID")]
    [InlineData("vpc_uuid: §5a4981aa96534bd1bef5d6bff52042e4", "vpc_uuid '5a4981aa96534bd1bef5d6bff52042e4' is not a UUID")]
    [InlineData("user_data:§", "user_data is empty")]
    [InlineData("user_data: §''", "user_data is empty")]
    [InlineData("user_data:\n  §packages: [x]", "user_data must be a string, not a mapping")]
    [InlineData("user_data: x\n§user_data_file: y", "user_data and user_data_file are both set")]
    [InlineData("user_data_file: y\n§user_data: x", "user_data and user_data_file are both set")]
    [InlineData("user_data_file: §[x]", "user_data_file must be a string, not a list")]
    public void The_other_keys(string keys, string reason) => Reason(Section.WithHost(keys), reason);

    [Fact]
    public void A_tag_that_is_too_long() =>
        Reason(Section.WithHost($"tags: [§{new string('t', 256)}]"), "is 256 characters long: at most 255 are allowed");

    [Fact]
    public void Tags_similar_to_reserved_ones_are_accepted() =>
        Section.Settings(Section.WithHost("tags: [stagecrafts, my-stagecraft]")).Environments[0].Hosts[0].Tags.Should()
            .Equal("my-stagecraft", "stagecrafts");

    [Theory]
    [InlineData("size: s-1", "has no region")]
    [InlineData("region: nyc1", "has no size")]
    public void Without_a_default_a_host_requires_its_own(string own, string reason)
    {
        Problem problem = Section.OnlyProblem($"token_env: T\nssh_key_name: k\nhosts:\n  prod:\n    §a: {{role: app, {own}}}\n");

        problem.Message.Should().Be($"invalid config: host 'a' {reason}");
        problem.Path.Should().StartWith("hosts.prod.a.");
    }

    [Theory]
    [InlineData("regions: [nyc1, fra1]", "region: §fra2", "region 'fra2' is not in regions", "did you mean 'fra1'?")]
    [InlineData("sizes: [s-1]", "size: §c-16-intel", "size 'c-16-intel' is not in sizes", "allowed: \'s-1\'")]
    public void A_value_that_is_not_allowed(string list, string own, string reason, string hint)
    {
        Problem problem = Section.OnlyProblem(list + "\n" + Section.WithHost(own));

        problem.Message.Should().Be("invalid config: " + reason);
        problem.Hint.Should().Be(hint);
        problem.Path.Should().StartWith("hosts.prod.app-1.");
    }

    [Fact]
    public void An_invalid_list_allows_all_values() =>
        Section.OnlyProblem("regions: [§[nyc1]]\n" + Section.WithHost("region: fra1"));

    [Fact]
    public void A_mistake_behind_an_alias_is_one_problem() =>
        Section.OnlyProblem(
            Section.Defaults
                + "hosts:\n  prod:\n    a: &a\n      role: app\n      monitoring: §on\n    b: *a\n    c: {<<: *a, size: s-2}\n");

    private static void Reason(string section, string reason) => Section.OnlyProblem(section).Message.Should().Contain(reason);
}
