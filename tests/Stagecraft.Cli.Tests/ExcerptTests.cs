using System.Text.Json;
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

    /// <summary>Every key of the config is known; only these keys can contain a secret, or a mapping that does.</summary>
    [Fact]
    public void The_values_of_all_other_keys_are_shown()
    {
        HashSet<string> keys = [];
        using JsonDocument schema = JsonDocument.Parse(Testing.Repository.Read("docs", "stagecraft.schema.json"));
        AddKeys(schema.RootElement, keys);

        keys.Should().Contain(["user_data", "load_balancer", "subnet"]);
        keys.Except(Clouds.KnownKeys).Should().BeEmpty();
        keys.Except(Clouds.HarmlessKeys).Should().BeEquivalentTo(
            "user_data", "token_env", "slack_env", "tags", "project", "cloud", "providers", "digitalocean", "aws", "hosts", "health",
            "volumes", "environments", "defaults", "budget", "replace", "firewalls", "inbound", "outbound", "load_balancers", "forward",
            "alerts");

        static void AddKeys(JsonElement part, HashSet<string> keys)
        {
            foreach (JsonProperty property in part.ValueKind == JsonValueKind.Object ? part.EnumerateObject() : default)
            {
                if (property is { Name: "properties", Value.ValueKind: JsonValueKind.Object })
                {
                    keys.UnionWith(property.Value.EnumerateObject().Select(p => p.Name));
                }

                AddKeys(property.Value, keys);
            }

            foreach (JsonElement item in part.ValueKind == JsonValueKind.Array ? part.EnumerateArray() : default)
            {
                AddKeys(item, keys);
            }
        }
    }

    [Theory]
    [InlineData("  db-1: { role: db, protected: true } # x", "db-1", "  db-1: { role: db, protected: true }")]
    [InlineData("  db-1: { role: db, user_data: secret }", "db-1", "  db-1: ***")]
    [InlineData("  db-1: { role: db, size: { a: secret } }", "db-1", "  db-1: ***")]
    [InlineData("  db-1: { role: db, size: [a, secret] }", "db-1", "  db-1: ***")]
    [InlineData("  db-1: { role: db, size: *a }", "db-1", "  db-1: ***")]
    [InlineData("  userdata: { role: secret }", "userdata", "  userdata: ***")]
    [InlineData("  size: { role: secret }", "db-1.size", "  size: ***")]
    public void The_line_of_a_host_without_secret_keys_is_shown(string line, string path, string shown) =>
        ConfigExcerpt.Of(line, new Problem(ErrorCodes.ConfigInvalid, "wrong", Path: "cloud.providers.x.hosts.prod." + path)).Should()
            .Be(shown);

    [Theory]
    [InlineData("app-1: { role: app, size: s-2vcpu-4g, region: nyc1 }", "size:", "size", "app-1: { … size: s-2vcpu-4g … }", 12)]
    [InlineData("app-1: { role: app, size: s-2vcpu-4g, region: nyc1 }", "s-2vcpu", "size", "app-1: { … size: s-2vcpu-4g … }", 12)]
    [InlineData("app-1: { size: 'a b', user_data: secret }", "size", "size", "app-1: { size: 'a b' … }", 10)]
    [InlineData("app-1: { user_data: secret, size: x }", "size", "size", "app-1: { … size: x }", 12)]
    [InlineData("app-1: { role: app, user_data: secret }", "user_data", "user_data", "app-1: { … user_data: *** }", 12)]
    [InlineData("app-1: { role: app, user_data: secret }", "secret", "user_data", "app-1: { … user_data: *** }", 12)]
    [InlineData("hosts: { prod: { app-1: { size: x } } }", "size", "size", "hosts: { … size: x … }", 12)]
    [InlineData("  role: app, size: x, # a secret", "size", "size", "  … size: x …", 5)]
    [InlineData("a: { user_data: \"x, size: secret\", role: b }", "size", "user_data", "a: ***", null)]
    [InlineData("app-1: { role: app, size: { a: secret } }", "{ a", "size", "app-1: ***", null)]
    [InlineData("tags: [ a, secret ]", "secret", "tags", "tags: ***", null)]
    [InlineData("from: { load_balancer: wbe }", "wbe", "load_balancer", "from: { load_balancer: wbe }", null)]
    [InlineData("{ port: 443, from: { load_balancer: wbe } }", "wbe", "load_balancer", "{ … load_balancer: wbe … }", 5)]
    public void In_flow_style_the_entry_is_shown(string line, string at, string key, string shown, int? mark)
    {
        int column = line.IndexOf(at, StringComparison.Ordinal) + 1;
        SourceLocation place = new("stagecraft.yml", 1, column);
        ConfigExcerpt.Of(line, new Problem(ErrorCodes.ConfigInvalid, "wrong", null, place, $"cloud.x.{key}")).Should().Be(shown);
        ConfigExcerpt.MarkOf(shown, column).Should().Be(mark ?? column);
    }

    [Fact]
    public async Task The_mistake_is_marked_in_flow_style()
    {
        using TestCli cli = Real("          size: s-1vcpu-1gb\n        app-2: { user_data: x, rolee: db, size: s }");

        CliResult result = await cli.RunAsync("validate");

        result.Error.Should().Contain("  app-2: { … rolee: *** … }\n").And.Contain("\n            " + "       ^\n");
    }

    [Theory]
    [InlineData("  size: s-1", "size")]
    [InlineData("  - user_data: x", "user_data")]
    [InlineData("  hunter2: x", null)]
    [InlineData("size", null)]
    [InlineData(null, null)]
    public void Only_a_key_of_the_config_is_named(string? line, string? key) => ConfigExcerpt.KeyOf(line).Should().Be(key);

    [Fact]
    public async Task The_key_of_a_syntax_error_is_named()
    {
        using TestCli cli = Real("          size: 's-1\n          region: nyc1");

        CliResult result = await cli.RunAsync("validate");

        result.Error.Should().MatchRegex("stagecraft\\.yml:[0-9]+:[0-9]+: error: this is not valid YAML: ").And
            .MatchRegex("hint: check the indentation, colons and quotes of '(size|region)' and of the lines above it\n");
    }

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
    [InlineData("          { user_data: \"SECRET\", sizee: x }")]
    [InlineData("          { sizee: x, user_data: SECRET, role: app }")]
    [InlineData("          { userdata: SECRET, size: [ 1 ] }")]
    [InlineData("          { role: app, user_data: { size: SECRET } }")]
    [InlineData("          { role: app, user_data: \"a, size: SECRET\", size: 1 2, region: [ SECRET ] }")]
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
