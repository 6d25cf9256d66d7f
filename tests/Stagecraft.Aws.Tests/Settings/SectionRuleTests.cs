using Stagecraft.Aws.Settings;
using Stagecraft.Engine.Settings;

namespace Stagecraft.Aws.Tests.Settings;

/// <summary>Spec aws.md 5: each rule of the section broken once: one problem, at the place of the mistake.</summary>
public sealed class SectionRuleTests
{
    private const string Rest = "default_region: eu-central-1\ndefault_size: t3.small\nsecurity_groups: [web]\n" + Section.Hosts;

    [Theory]
    [InlineData("§", "account_id is required")]
    [InlineData("account_id: §''\n", "account_id is required")]
    [InlineData("account_id: §123456789012\n", "account_id is a number: it must be a string")]
    [InlineData("account_id: §012345678901\n", "account_id is a number: it must be a string")]
    [InlineData("account_id: §\"12345678901\"\n", "account_id is '12345678901', which is not the number of an account: 12 digits")]
    [InlineData("account_id: §\"1234-5678-9012\"\n", "account_id is '1234-5678-9012', which is not the number of an account: 12 digits")]
    [InlineData("account_id: §staging\n", "account_id is 'staging', which is not the number of an account: 12 digits")]
    [InlineData("account_id: §[\"123456789012\"]\n", "account_id must be a string of 12 digits, not a list")]
    public void The_account(string account, string reason) => Reason(account + Rest, reason);

    [Fact]
    public void An_absent_account_has_a_hint_how_to_find_it() =>
        Section.OnlyProblem("§" + Rest).Hint.Should().Contain("aws sts get-caller-identity");

    [Fact]
    public void A_number_has_a_hint_to_quote_it() =>
        Section.OnlyProblem("account_id: §012345678901\n" + Rest).Hint.Should().Be("write it in quotes: account_id: \"012345678901\"");

    [Theory]
    [InlineData("§token_env: DO_TOKEN", "unknown key 'token_env'")]
    [InlineData("§acount_id: x", "unknown key 'acount_id'")]
    [InlineData("profile: §''", "profile is empty")]
    [InlineData("ssh_key_name: §[a]", "ssh_key_name must be a string, not a list")]
    [InlineData("regions: §[]", "regions is empty")]
    [InlineData("public_ip: §\"yes\"", "public_ip must be true or false, not 'yes'")]
    [InlineData("settle_window: §11m", "settle_window is '11m', which is out of its range")]
    [InlineData("ssh_user: §-o", "ssh_user is '-o', which is not a user name")]
    [InlineData("machine_name: §'{host}'", "machine_name")]
    [InlineData("default_image: §ubuntu-24-04", "'ubuntu-24-04' is not an image")]
    [InlineData("profile: §'${AWS_PROFILE}'", "the value contains ${…}, but the file has no variables")]
    public void The_other_keys(string keys, string reason) => Reason(Section.Defaults + keys + "\n" + Section.Hosts, reason);

    [Theory]
    [InlineData("default_region: §eu-central-1a", "'eu-central-1a' is not a region")]
    [InlineData("default_region: §nyc1", "'nyc1' is not a region")]
    [InlineData("default_region: eu-central-1\nregions: [eu-central-1, §us-east-1a]", "'us-east-1a' is not a region")]
    [InlineData("default_region: eu-central-1\nregions: [§EU-CENTRAL-1, eu-central-1]", "'EU-CENTRAL-1' is not a region")]
    [InlineData("default_region: §eu-central-1\nregions: [us-east-1]", "default_region 'eu-central-1' is not in regions")]
    public void The_default_region(string keys, string reason) => Reason(
        $"account_id: \"123456789012\"\ndefault_size: t3.small\nsecurity_groups: [web]\n{keys}\n"
            + "hosts: {prod: {a: {role: app}, b: {role: app}}}\n",
        reason);

    [Theory]
    [InlineData("[§sg-xyz]", "'sg-xyz' is neither the name nor the id of a security group")]
    [InlineData("[web, §web]", "web")]
    [InlineData("§[]", "security_groups is empty")]
    [InlineData("§web", "security_groups must be a list")]
    public void Security_groups(string groups, string reason) => Reason(
        Section.WithoutGroups + "security_groups: " + groups + "\n" + Section.Hosts,
        reason);

    [Fact]
    public void More_than_five_security_groups() => Reason(
        Section.WithoutGroups + "§security_groups: [a, b, c, d, e, f]\n" + Section.Hosts,
        "security_groups has 6 entries: an instance can have at most 5 groups");

    [Theory]
    [InlineData(
        "{§load_balancers: {web: {role: app}}}",
        "load_balancers is not supported for AWS: Stagecraft does not manage its load balancers")]
    [InlineData("{§alerts: {cpu: {cpu: 90}}}", "alerts is not supported for AWS: Stagecraft does not manage its alerts")]
    [InlineData("{§firewall: {}}", "unknown key 'firewall'")]
    [InlineData("{budget: {monthly_max: §ten}}", "monthly_max must be an amount of 0 or more, not 'ten'")]
    [InlineData("{replace: {max_unavailable: §0}}", "max_unavailable must be a whole number from 1 to 1000, not '0'")]
    [InlineData("{defaults: {region: §mars}}", "'mars' is not a region")]
    [InlineData("{defaults: {image: §windows}}", "'windows' is not an image")]
    [InlineData("{defaults: {security_groups: [§sg-x]}}", "'sg-x' is neither the name nor the id of a security group")]
    [InlineData("{defaults: {roles: {§web: {size: t3.large}}}}", "no host of environment 'prod' has the role 'web'")]
    [InlineData("{defaults: {roles: {app: {§security_groups: [a]}}}}", "unknown key 'security_groups'")]
    [InlineData("{firewalls: {web: {roles: [app], inbound: [{port: 22, from: {§load_balancer: x}}]}}}", "unknown key 'load_balancer'")]
    [InlineData("{firewalls: {web: {roles: [§db], inbound: [{port: 22, from: any}]}}}", "no host of environment 'prod' has the role 'db'")]
    [InlineData("{firewalls: {web: {roles: [app], inbound: [{port: §70000, from: any}]}}}", "'70000' is not a valid port")]
    [InlineData("{firewalls: {web: {roles: [app], inbound: [{port: 22, from: §all}]}}}", "from is 'all', which is not an allowed value")]
    public void The_settings_of_an_environment(string keys, string reason) => Reason(Section.WithEnvironment(keys), reason);

    [Fact]
    public void An_environment_without_hosts() =>
        Reason(Section.Defaults + Section.Hosts + "environments: {§prd: {}}\n", "environment 'prd' is not in hosts");

    [Fact]
    public void All_problems_are_reported_together()
    {
        SettingsResult result = Section.Parse(
            "account_id: 1\nsise: x\nhosts:\n  prod:\n    a: {role: app, region: nyc1, size: s-1vcpu, image: x, zone: y, subnet: z}\n");

        result.Problems.Select(p => (p.Location!.Line, p.Message["invalid config: ".Length..])).Should().Equal(
            (1, "account_id is a number: it must be a string"),
            (2, "unknown key 'sise'"),
            (5, "'nyc1' is not a region"),
            (5, "'s-1vcpu' is not an instance type"),
            (5, "'x' is not an image"),
            (5, "subnet 'z' is not the id of a subnet"));
    }

    [Fact]
    public void The_connection_needs_the_account_only()
    {
        SettingsResult result = Section.Parse(
            "account_id: \"123456789012\"\nprofile: p\nregions: [us-east-1]\nhosts: {prod: {a: {region: eu-west-1, rol: x}}}\n",
            SettingsScope.Connection);

        result.Problems.Should().BeEmpty();
        result.Settings!.Should().BeEquivalentTo(new { AccountId = "123456789012", Profile = "p" });
        result.Settings!.ReadRegions.Should().Equal("eu-west-1", "us-east-1");
        result.Settings!.Environments.Should().BeEmpty();
    }

    private static void Reason(string section, string reason) => Section.OnlyProblem(section).Message.Should().Contain(reason);
}
