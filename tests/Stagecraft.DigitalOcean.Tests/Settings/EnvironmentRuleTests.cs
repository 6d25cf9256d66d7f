using Stagecraft.DigitalOcean.Settings;
using Stagecraft.Errors;

namespace Stagecraft.DigitalOcean.Tests.Settings;

/// <summary>Spec digitalocean.md 2.10, 2.11 and 5.5.1.</summary>
public sealed class EnvironmentRuleTests
{
    private const string WithoutQuotes = "write the number without quotes";
    private const string Hosts = "hosts: {prod: {app: {role: app, count: 2}, db: {role: db}, old: {role: old, count: 0}}}\n";

    [Fact]
    public void The_nearest_default_applies()
    {
        HostSettings[] hosts = Of(
            """
            default_region: nyc1
            default_size: s-1
            default_image: debian-12-x64
            environments:
              prod:
                defaults: { size: s-2, image: 99, roles: { db: { size: s-3, region: fra1 }, app: { image: own } } }
            hosts:
              prod:
                a: { role: app }
                b: { role: app, size: s-9 }
                c: { role: db }
                d: { role: db, region: ams3 }
                e: { role: other, image: x }
              test:
                a: { role: db }
            """);

        hosts.Select(h => (h.MachineName, h.Size, h.Region, h.Image)).Should().Equal(
            ("prod-a", "s-2", "nyc1", "own"),
            ("prod-b", "s-9", "nyc1", "own"),
            ("prod-c", "s-3", "fra1", "99"),
            ("prod-d", "s-3", "ams3", "99"),
            ("prod-e", "s-2", "nyc1", "x"),
            ("test-a", "s-1", "nyc1", "debian-12-x64"));
        hosts[2].SizeSetting.Path.Should().Be("environments.prod.defaults.roles.db.size");
    }

    [Fact]
    public void The_defaults_of_an_environment_are_sufficient() => Of(
        "environments: {prod: {defaults: {size: s-1, roles: {app: {region: nyc1}, db: {region: fra1}}}}}\n"
            + "hosts: {prod: {app: {role: app}, db: {role: db}}}").Select(h => h.Region).Should().Equal("nyc1", "fra1");

    [Theory]
    [InlineData("{§prd: {}}", "environment 'prd' is not in hosts", "did you mean 'prod'?")]
    [InlineData("{§other-one: {}}", "environment 'other-one' is not in hosts", "environments: \'prod\'")]
    [InlineData(
        "{prod: {defaults: {roles: {§dbs: {size: s-2}}}}}",
        "no host of environment 'prod' has the role 'dbs'",
        "did you mean 'db'?")]
    [InlineData(
        "{prod: {defaults: {roles: {§gateway: {}}}}}",
        "no host of environment 'prod' has the role 'gateway'",
        "roles of its hosts: 'app', 'db', 'old'")]
    [InlineData("{prod: {defaults: {size: §\"a b\"}}}", "size is 'a b': there must be no spaces in it", null)]
    [InlineData("{prod: {defaults: {§sizes: s-1}}}", "unknown key 'sizes'", "did you mean 'size'?")]
    [InlineData("{prod: {defaults: §s-1}}", "defaults must be a mapping, not a string", null)]
    [InlineData("{prod: {defaults: {roles: {db: §s-1}}}}", "'db' must be a mapping, not a string", null)]
    [InlineData("{prod: §~}", "'prod' must be a mapping, not an empty value", null)]
    [InlineData("§[prod]", "environments must be a mapping, not a list", null)]
    [InlineData("{prod: {budget: §{}}}", "monthly_max is required", null)]
    [InlineData("{prod: {budget: {monthly_max: §-1}}}", "monthly_max must be an amount of 0 or more, not '-1'", "*")]
    [InlineData("{prod: {budget: {monthly_max: §\"200\"}}}", "monthly_max must be an amount of 0 or more, not '200'", "*")]
    [InlineData("{prod: {budget: {monthly_max: §200 USD}}}", "monthly_max must be an amount of 0 or more, not '200 USD'", "*")]
    [InlineData("{prod: {budget: {monthly_max: §1.234}}}", "monthly_max must be an amount of 0 or more, not '1.234'", "*")]
    [InlineData(
        "{prod: {replace: {max_unavailable: §0}}}", "max_unavailable must be a whole number from 1 to 1000, not '0'", WithoutQuotes)]
    [InlineData(
        "{prod: {replace: {max_unavailable: §1001}}}", "max_unavailable must be a whole number from 1 to 1000, not '1001'", WithoutQuotes)]
    [InlineData(
        "{prod: {replace: {max_unavailable: §50%}}}", "max_unavailable must be a whole number from 1 to 1000, not '50%'", WithoutQuotes)]
    [InlineData(
        "{prod: {replace: {max_unavailable: §\"2\"}}}", "max_unavailable must be a whole number from 1 to 1000, not '2'", WithoutQuotes)]
    [InlineData("{prod: {replace: {§max_unavailible: 2}}}", "unknown key 'max_unavailible'", "did you mean 'max_unavailable'?")]
    [InlineData("{prod: {replace: §2}}", "replace must be a mapping, not a string", null)]
    public void A_mistake_is_one_problem_at_its_place(string environments, string reason, string? hint)
    {
        Problem problem = Section.OnlyProblem(Section.Defaults + $"environments: {environments}\n" + Hosts);

        problem.Message.Should().Be("invalid config: " + reason);
        if (hint == "*")
        {
            problem.Hint.Should().StartWith("example: 200");
        }
        else
        {
            problem.Hint.Should().Be(hint);
        }
    }

    [Fact]
    public void A_default_that_is_not_in_an_allow_list_is_one_problem_for_any_number_of_hosts() => Section.OnlyProblem(
        Section.Defaults + "sizes: [s-1, s-2]\nenvironments: {prod: {defaults: {roles: {app: {size: §s-3}}}}}\n" + Hosts).Message.Should()
        .Be("invalid config: size 's-3' is not in sizes");

    [Fact]
    public void A_budget_is_an_amount() =>
        Section.Settings(Section.Defaults + "environments: {prod: {budget: {monthly_max: 49.50}}}\n" + Hosts).Budgets.Should()
            .Equal(new Dictionary<string, decimal> { ["prod"] = 49.5m });

    /// <summary>digitalocean.md, 2.10.1.</summary>
    [Theory]
    [InlineData("{prod: {replace: {max_unavailable: 3}}}", 3)]
    [InlineData("{prod: {replace: {max_unavailable: 1000}, budget: {monthly_max: 5}}}", 1000)]
    [InlineData("{prod: {replace: {}}}", 1)]
    [InlineData("{prod: {}}", null)]
    public void The_number_of_unavailable_hosts_is_that_of_the_environment(string environments, int? most)
    {
        DropletConfig config = DropletConfig.Read(
            World.Config(Section.Defaults + $"environments: {environments}\n" + Hosts), project: null);

        config.Problems.Should().BeEmpty();
        config.MaxUnavailable.Should().Equal(most is { } number ? new Dictionary<string, int> { ["prod"] = number } : []);
    }

    [Theory]
    [InlineData("region: §\"${REGION}\"", "${…}")]
    [InlineData("size: §\"{{ size }}\"", "{{…}}")]
    [InlineData("image: §a-${X}-b", "${…}")]
    [InlineData("tags: [a, §\"${TAG}\"]", "${…}")]
    [InlineData("vpc_uuid: §${VPC}", "${…}")]
    [InlineData("user_data_file: §${HOME}/x", "${…}")]
    [InlineData("monitoring: §${FLAG}", "${…}")]
    public void A_placeholder_is_the_only_problem_of_its_value(string keys, string form)
    {
        Problem problem = Section.OnlyProblem(Section.WithHost(keys));

        problem.Message.Should().Be($"invalid config: the value contains {form}, but the file has no variables");
    }

    [Fact]
    public void A_placeholder_of_the_section_is_found_too() =>
        Section.OnlyProblem("token_env: §${DO_TOKEN}\n" + Section.Defaults.Replace("token_env: DO_TOKEN\n", "", StringComparison.Ordinal)
            + Section.Hosts).Message.Should().NotContain("DO_TOKEN").And.EndWith("the file has no variables");

    [Fact]
    public void User_data_may_have_placeholders() =>
        Section.Settings(Section.WithHost("user_data: |\n  echo ${HOME} {{ x }}\n")).Environments[0].Hosts[0].UserData!.Text.Should()
            .Contain("${HOME} {{ x }}");

    private static HostSettings[] Of(string yaml) =>
        [.. Section.Settings("token_env: T\nssh_key_name: k\n" + yaml).Environments.SelectMany(e => e.Hosts)];
}
