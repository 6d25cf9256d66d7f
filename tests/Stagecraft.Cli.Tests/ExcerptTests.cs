using Stagecraft.Cli.Cloud;
using Stagecraft.Cli.Tests.Support;
using Stagecraft.DigitalOcean;
using Stagecraft.Errors;
using Stagecraft.Providers;

namespace Stagecraft.Cli.Tests;

/// <summary>spec/cli/output.md 6.1: what is shown of a config's line.</summary>
public sealed class ExcerptTests
{
    private const string Secret = "hunter2-Quahog";

    [Theory]
    [InlineData("  size: s-1vcpu-1gbb", "  size: s-1vcpu-1gbb")]
    [InlineData("  size: \"s-1vcpu-1gbb\"  # the small one", "  size: \"s-1vcpu-1gbb\"")]
    [InlineData("  machine_name: \"{env}-{host}\"", "  machine_name: \"{env}-{host}\"")]
    [InlineData("  machine_name: {host: secret}", "  machine_name: ***")]
    [InlineData("  app-1:", "  app-1:")]
    [InlineData("- role: app", "- role: app")]
    [InlineData("  user_data: secret", "  user_data: ***")]
    [InlineData("  user-data: secret", "  user-data: ***")]
    [InlineData("  user_data: |", "  user_data: ***")]
    [InlineData("  token_env: secret", "  token_env: ***")]
    [InlineData("  app-1: { role: app, user_data: secret }", "  app-1: ***")]
    [InlineData("  size: { a: secret }", "  size: ***")]
    [InlineData("  ssh_keys: [alice, \"ci\"]", "  ssh_keys: ***")]
    [InlineData("  ssh_keys: [alice, nope] # two", "  ssh_keys: [alice, nope]")]
    [InlineData("  size: *alias", "  size: ***")]
    [InlineData("  size: &anchor s-1vcpu-1gb", "  size: ***")]
    [InlineData("  a secret line", null)]
    [InlineData("  \"quoted\": secret", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Only_what_holds_no_secret_is_shown(string? line, string? shown) =>
        ConfigExcerpt.Of(line, new Problem(ErrorCodes.ConfigInvalid, "wrong", Path: "cloud.x")).Should().Be(shown);

    [Fact]
    public void Nothing_is_shown_of_a_file_that_is_no_yaml() =>
        ConfigExcerpt.Of("  size: s", new Problem(ErrorCodes.ConfigInvalid, "wrong")).Should().BeNull();

    [Fact]
    public async Task The_mistake_is_marked()
    {
        using TestCli cli = Real("          size: s-2vcpu 4gb");

        CliResult result = await cli.RunAsync("validate");

        result.ExitCode.Should().Be(3);
        result.Error.Should().Contain("""
                        size: s-2vcpu 4gb
                              ^
            """.ReplaceLineEndings("\n"));
    }

    [Theory]
    [InlineData("          user_data: \"SECRET\"\n          size: [ 1 ]")]
    [InlineData("          user-data: \"SECRET\"")]
    [InlineData("          userdata: >-\n            SECRET\n            SECRET")]
    [InlineData("          user_data: |\n            role: SECRET\n            size: SECRET\n          role: nobody special")]
    [InlineData("          user_data: \"a\n            size: SECRET\n            b\"\n          sizee: 1")]
    [InlineData("          user_data: [ SECRET ]")]
    [InlineData("          user_data: { size: SECRET }")]
    [InlineData("          ? user_data\n          : SECRET\n          size: 1 2")]
    [InlineData("          size: &x s-1\n          user_dat: SECRET\n          image: *x")]
    [InlineData("          size: 's-1'  # SECRET\n          rolee: SECRET")]
    [InlineData("          size: |\n            SECRET\n            more")]
    [InlineData("          user_data: \"SECRET")]
    [InlineData("          user_data: 'SECRET\n   size: SECRET")]
    [InlineData("         size: SECRET\n          user_data: SECRET\n        x: y")]
    public async Task Whatever_is_wrong_near_user_data_it_is_not_shown(string host)
    {
        using TestCli cli = Real(host.Replace("SECRET", Secret, StringComparison.Ordinal).ReplaceLineEndings("\n"));

        CliResult result = await cli.RunAsync("validate");

        result.ExitCode.Should().Be(3);
        (result.Out + result.Error).Should().Contain("error: ").And.NotContain(Secret);
    }

    private static TestCli Real(string host) =>
        new($"""
            project:
              name: shop
            cloud:
              provider: digitalocean
              providers:
                digitalocean:
                  token_env: DO_TOKEN
                  ssh_key_name: my-ssh-key
                  default_region: nyc1
                  hosts:
                    staging:
                      app-1:
                        role: app

            """.ReplaceLineEndings("\n").Replace("            role: app\n", host + "\n", StringComparison.Ordinal))
        {
            CreateProviders = context =>
            {
                CloudProviderRegistry registry = new CloudProviderRegistry();
                registry.Register(
                    new DigitalOceanProvider(new DigitalOceanProviderOptions { GetEnvironmentVariable = context.GetEnvironmentVariable }));
                return registry;
            },
        };
}
