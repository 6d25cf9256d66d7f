using System.Text;
using Stagecraft.Cli.Cloud;
using Stagecraft.Config;

namespace Stagecraft.Cli.Tests;

/// <summary>AWS in the command: spec/cli/infra.md 7, 8 and 14.1.1.</summary>
public sealed class AwsCloudTests
{
    private const string Section = """
        account_id: "210987654321"
        ssh_key_name: ops
        default_region: eu-central-1
        default_image: debian-12
        security_groups: [web, sg-0123456789abcdef0]
        environments: {prod: {defaults: {security_groups: [base]}}, staging: {defaults: {image: al2023, roles: {db: {image: debian-12}}}}}
        hosts:
          prod:
            app: {role: app, count: 2, image: al2023}
            web-1: {role: web, subnet: subnet-0123456789abcdef0}
            db-1: {role: db, reserved_ip: 203.0.113.9, region: us-west-2}
            old-1: {role: app, image: ami-0123456789abcdef0}
          staging:
            app-1: {role: app}
            db-1: {role: db}
            db-2: {role: db, image: ubuntu-24.04}
        """;

    [Fact] // 7.1.1
    public void Everything_that_the_file_names_exists_in_the_sandbox()
    {
        AwsNeeds needs = AwsNeeds.Of(Node(Section));

        needs.AccountId.Should().Be("210987654321");
        needs.KeyPairs.Should().Equal("ops");
        needs.SecurityGroups.Should().Equal("base", "sg-0123456789abcdef0", "web");
        needs.Subnets.Should().Equal(new Dictionary<string, string> { ["subnet-0123456789abcdef0"] = "eu-central-1" });
        needs.Addresses.Should().Equal(new Dictionary<string, string> { ["203.0.113.9"] = "us-west-2" });
    }

    [Fact] // 7.1.1
    public void The_credentials_of_the_sandbox_are_dummies()
    {
        AwsNeeds needs = AwsNeeds.Of(Node(Section));

        new[] { "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_PROFILE", "HOME", "AWS_ENDPOINT_URL" }
            .Select(needs.Variable).Should().Equal(AwsNeeds.DummyKeyId, AwsNeeds.DummySecret, null, null, null, null);
        needs.Variable("AWS_REGION").Should().Be("eu-central-1");
    }

    [Theory] // 14.1.1
    [InlineData("prod", "app-1", "ec2-user")]
    [InlineData("prod", "app-2", "ec2-user")]
    [InlineData("prod", "db-1", "admin")]
    [InlineData("prod", "old-1", "ubuntu")]
    [InlineData("prod", "undeclared-1", "admin")]
    [InlineData("staging", "app-1", "ec2-user")]
    [InlineData("staging", "db-1", "admin")]
    [InlineData("staging", "db-2", "ubuntu")]
    public void The_SSH_user_is_that_of_the_image(string environment, string host, string user)
    {
        CloudDescription aws = Clouds.Of("aws");

        aws.SshUserOf(Node(Section), environment, host).Should().Be(user);
        aws.SshUserOf(Node(Section + "\nssh_user: deploy"), environment, host).Should().Be("deploy");
        aws.SshUserOf(Node("hosts: {}"), environment, host).Should().Be("ubuntu");
        Clouds.Of("digitalocean").SshUserOf(Node(Section), environment, host).Should().Be("root");
    }

    [Theory] // 8.1
    [InlineData("key AKIAIOSFODNN7EXAMPLE is inactive", "key AKIA*** is inactive")]
    [InlineData("ASIAIOSFODNN7EXAMPLE/20260314/us-east-1/ec2", "ASIA***/20260314/us-east-1/ec2")]
    [InlineData("aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "aws_secret_access_key = ***")]
    [InlineData("{\"SessionToken\": \"IQoJb3JpZ2luX2VjEXAMPLE==\"}", "{\"SessionToken\": \"***\"}")]
    [InlineData("dop_v1_0123abcd", "dop_v1_***")]
    [InlineData("role AKIA is not a key", "role AKIA is not a key")]
    public void Credentials_in_texts_are_masked(string text, string shown) =>
        new SecretReader(_ => null).Redact(text).Should().Be(shown);

    [Fact] // 8.1
    public void Only_variables_with_secrets_are_masked()
    {
        Dictionary<string, string> variables = new()
        {
            ["AWS_REGION"] = "eu-central-1",
            ["AWS_SECRET_ACCESS_KEY"] = "c2VjcmV0",
            ["AWS_SESSION_TOKEN"] = "dG9rZW4=",
            ["MY_OWN"] = "own-secret",
        };
        SecretReader secrets = new(variables.GetValueOrDefault);
        CloudDescription aws = Clouds.Of("aws");
        foreach (string name in variables.Keys)
        {
            secrets.Read(name, aws.IsSecret(name)).Should().Be(variables[name]);
        }

        secrets.Redact("eu-central-1 c2VjcmV0 dG9rZW4= own-secret").Should().Be("eu-central-1 *** *** ***");
    }

    [Fact] // 8.1
    public void The_credentials_of_a_sandbox_are_not_masked()
    {
        SecretReader secrets = new(name => name == "AWS_SECRET_ACCESS_KEY" ? "test" : "sandbox");
        _ = (secrets.Read("AWS_SECRET_ACCESS_KEY"), secrets.Read("AWS_ACCESS_KEY_ID"), secrets.Read("DO_TOKEN"));

        secrets.Redact("not checked (sandbox): infra up -e test").Should().Be("not checked (sandbox): infra up -e test");
    }

    [Fact] // 2.7
    public void The_address_of_the_API_can_be_switched_off()
    {
        Dictionary<string, string> variables = new() { ["AWS_ENDPOINT_URL"] = "http://127.0.0.1:8080" };
        ApiAddress api = Clouds.Of("aws").Api;

        api.Read(variables.GetValueOrDefault).Should().Be(new Uri("http://127.0.0.1:8080"));
        variables["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"] = "True";
        api.Read(variables.GetValueOrDefault).Should().BeNull();
    }

    /// <summary>The sections of the clouds in the table.</summary>
    [Fact]
    public void Every_cloud_has_its_own_words_and_files()
    {
        Clouds.All.Select(c => c.Id).Should().Equal("digitalocean", "aws");
        Clouds.All.Select(c => c.SandboxFile).Should().OnlyHaveUniqueItems();
        Clouds.All.Select(c => c.Api.Variable).Should().OnlyHaveUniqueItems();
        Clouds.All.SelectMany(c => c.HarmlessKeys).Should().NotContain(["user_data", "tags", "token_env"]);
        Clouds.Find("aws-cn").Should().BeNull();
    }

    private static ConfigMapping Node(string section) => ConfigReader.Read("stagecraft.yml", Encoding.UTF8.GetBytes(section));
}
