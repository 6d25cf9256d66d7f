using Stagecraft.Aws.Settings;
using Stagecraft.Errors;

namespace Stagecraft.Aws.Tests.Settings;

/// <summary>Spec aws.md 5: each rule of a host broken once: one problem, at the place of the mistake.</summary>
public sealed class HostRuleTests
{
    [Theory]
    [InlineData("size: §s-1vcpu-1gb", "'s-1vcpu-1gb' is not an instance type", "example: t3.small")]
    [InlineData("region: §nyc1", "'nyc1' is not a region", "example: eu-central-1")]
    [InlineData("region: §eu-west-1b", "'eu-west-1b' is not a region", "it is a zone: write region: eu-west-1, and zone: eu-west-1b")]
    [InlineData("image: §ubuntu-22.4", "'ubuntu-22.4' is not an image", "did you mean 'ubuntu-22.04'?")]
    [InlineData("image: §ami-XYZ", "'ami-XYZ' is not an image", null)]
    [InlineData("image: §ssm:no-path", "'ssm:no-path' is not an image", null)]
    [InlineData("image: §ubuntu-22-04-x64", "'ubuntu-22-04-x64' is not an image", null)]
    [InlineData("zone: §us-east-1a", "zone 'us-east-1a' is not in eu-central-1, the region of host 'app-1'", "example: eu-central-1a")]
    [InlineData("zone: §eu-central-1", "zone 'eu-central-1' is not in eu-central-1, the region of host 'app-1'", null)]
    [InlineData("zone: §eu-central-11a", "zone 'eu-central-11a' is not in eu-central-1, the region of host 'app-1'", null)]
    [InlineData("subnet: §vpc-0abc", "subnet 'vpc-0abc' is not the id of a subnet", "example: subnet-0123456789abcdef0")]
    [InlineData("security_groups: [§sg-]", "'sg-' is neither the name nor the id of a security group", null)]
    [InlineData("public_ip: §maybe", "public_ip must be true or false, not 'maybe'", null)]
    [InlineData("tags: §[a]", "tags must be a mapping, not a list", "write tags: { KEY: VALUE }")]
    [InlineData("tags: §a", "tags must be a mapping, not a string", null)]
    [InlineData("tags: {Name: §x}", "the tag 'Name' is reserved", "it is the name of the instance: set machine_name")]
    [InlineData("tags: {'aws:x': §x}", "the tag 'aws:x' is reserved", "choose a key that does not begin with 'aws:'")]
    [InlineData("tags: {'stagecraft:role': §x}", "the tag 'stagecraft:role' is reserved", null)]
    [InlineData("tags: {'a=b': §x}", "the tag 'a=b' is not valid", null)]
    [InlineData("tags: {a: §[x]}", "tags of 'a' must be a string, not a list", null)]
    [InlineData("user_data: §''", "user_data is empty", null)]
    [InlineData("user_data: x\n§user_data_file: y", "user_data and user_data_file are both set", null)]
    [InlineData("user_data_file: §y", "user_data_file 'y' does not exist", null)]
    [InlineData(
        "iam_instance_profile: §arn:aws:iam::123456789012:instance-profile/app",
        "is not the name of an instance profile",
        "write its name: 'app'")]
    [InlineData("monitoring: §on", "monitoring must be true or false, not 'on'", null)]
    [InlineData("root_volume_size: §0", "root_volume_size must be a whole number from 1 to 16384, not '0'", null)]
    [InlineData("volumes: {data: §{mount: /data}}", "size is required", null)]
    [InlineData("volumes: {data: {size: 1, mount: §data}}", "mount is 'data', which is not an absolute path of a directory", null)]
    [InlineData("reserved_ip: §eipalloc-1", "reserved_ip is 'eipalloc-1', which is not an IPv4 address", null)]
    [InlineData("wait: §shh", "wait is 'shh', which is not an allowed value", "did you mean 'ssh'?")]
    [InlineData("§health: {port: 80}\nwait: ssh", "health requires wait: http, but wait is ssh", null)]
    [InlineData("protected: §\"true\"", "protected must be true or false, not 'true'", null)]
    [InlineData("§sizes: t3.small", "unknown key 'sizes'", "did you mean 'size'?")]
    [InlineData("§vpc_uuid: x", "unknown key 'vpc_uuid'", null)]
    public void The_keys_of_a_host(string keys, string reason, string? hint)
    {
        Problem problem = Section.OnlyProblem(Section.WithHost(keys));

        problem.Message.Should().Contain(reason);
        (hint is null || problem.Hint == hint).Should().BeTrue(problem.Hint);
        problem.Path.Should().StartWith("hosts.prod.app-1");
    }

    [Theory]
    [InlineData(128, 1, "has a key of 128 characters: at most 127 are allowed")]
    [InlineData(127, 257, "has a value of 257 characters: at most 256 are allowed")]
    public void A_tag_that_is_too_long(int key, int value, string reason) =>
        Section.OnlyProblem(Section.WithHost($"tags: {{{new string('k', key)}: §{new string('v', value)}}}"))
            .Message.Should().EndWith(reason);

    [Fact]
    public void The_longest_tag_is_accepted() =>
        Section.Host(Section.WithHost($"tags: {{{new string('k', 127)}: {new string('v', 256)}}}")).Tags.Should().ContainSingle();

    [Fact]
    public void Too_many_tags() =>
        Section.OnlyProblem(Section.WithHost($"§tags: {{{string.Join(", ", Enumerable.Range(1, 41).Select(i => $"k{i}: v"))}}}"))
            .Message.Should().EndWith("tags has 41 entries: at most 40 are allowed");

    [Theory]
    [InlineData(16384, true)]
    [InlineData(16385, false)]
    public void User_data_has_at_most_16_KiB(int length, bool isValid)
    {
        string text = "#!" + new string('x', length - 2);
        string section = Section.WithHost($"user_data: §'{text}'");
        if (isValid)
        {
            Section.Host(section.Replace("§", "", StringComparison.Ordinal)).UserData!.Text.Should().Be(text);
        }
        else
        {
            Section.OnlyProblem(section).Message.Should().EndWith("user_data has more than 16 KiB (16384 bytes of UTF-8)");
        }
    }

    [Fact]
    public void A_host_without_a_group_and_a_firewall()
    {
        Problem problem = Section.OnlyProblem(
            Section.WithoutGroups
                + "hosts: {prod: {app-1: {role: app}, §db-1: {role: db}}}\n"
                + "environments: {prod: {firewalls: {web: {roles: [app], inbound: [{port: 22, from: any}]}}}}\n");

        problem.Message.Should().Be("invalid config: host 'db-1' has no security group, and no firewall applies to its role");
        problem.Path.Should().Be("hosts.prod.db-1.security_groups");
        problem.Hint.Should().Be(
            "set security_groups, or declare a firewall in environments; the default group of a VPC blocks all inbound traffic");
    }

    [Theory]
    [InlineData(15, null)]
    [InlineData(16, "host 'app-1' would have 17 security groups: an instance can have at most 16")]
    public void A_host_has_at_most_16_groups(int firewalls, string? message)
    {
        string all = string.Join(
            ", ", Enumerable.Range(0, firewalls).Select(i => $"f{i}: {{roles: [app], inbound: [{{port: {1000 + i}, from: any}}]}}"));

        SettingsResult result = Section.Parse(Section.WithEnvironment($"{{firewalls: {{{all}}}}}"));

        result.Problems.Select(p => p.Message).Should().Equal(message is null ? [] : ["invalid config: " + message]);
    }

    [Fact]
    public void A_host_that_waits_for_SSH_behind_a_firewall_that_blocks_it() =>
        Section.OnlyProblem(
            Section.WithoutGroups
                + "hosts: {prod: {app-1: {role: app, §wait: ssh}}}\n"
                + "environments: {prod: {firewalls: {web: {roles: [app], inbound: [{port: 443, from: any}]}}}}\n")
            .Message.Should().Contain(
                "wait: ssh requires SSH, but no inbound rule of the firewalls of the role 'app' ('web') allows port 22");
}
