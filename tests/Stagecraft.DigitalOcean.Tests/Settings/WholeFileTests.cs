using System.Text;
using CsCheck;
using Stagecraft.Config;
using Stagecraft.DigitalOcean.Settings;
using Stagecraft.Engine.Settings;
using Stagecraft.Errors;

namespace Stagecraft.DigitalOcean.Tests.Settings;

/// <summary>A whole file, as the command reads it.</summary>
public sealed class WholeFileTests
{
    private static readonly string Example = File.ReadAllText(Repository.PathTo("examples/stagecraft.yml"));

    [Fact]
    public void Ten_mistakes_are_ten_problems_with_their_locations()
    {
        const string yaml =
            """
            project:
              name: My Shop
            cloud:
              provider: digitalocean
              zone: eu
              providers:
                digitalocean:
                  token_env: dop_v1_0123456789abcdef
                  ssh_key: deploy
                  default_region: nyc1
                  default_size: s-1vcpu-1gb
                  regions: [nyc1, nyc3]
                  poll_interval: 5
                  hosts:
                    staging:
                      App_1: {role: app}
                      db-1:
                        size: s-2vcpu-4gb
                    prod:
                      app-1:
                        role: app
                        region: nyc2
                        monitoring: yes
                        tags: [stagecraft-env-prod]
            """;

        Problems(yaml).Select(p => (p.Location!.Line, p.Location.Column, p.Path)).Should().Equal(
            (2, 9, "project.name"),
            (5, 3, "cloud.zone"),
            (8, 18, "cloud.providers.digitalocean.token_env"),
            (9, 7, "cloud.providers.digitalocean.ssh_key"),
            (13, 22, "cloud.providers.digitalocean.poll_interval"),
            (16, 11, "cloud.providers.digitalocean.hosts.staging.App_1"),
            (17, 11, "cloud.providers.digitalocean.hosts.staging.db-1.role"),
            (22, 21, "cloud.providers.digitalocean.hosts.prod.app-1.region"),
            (23, 25, "cloud.providers.digitalocean.hosts.prod.app-1.monitoring"),
            (24, 20, "cloud.providers.digitalocean.hosts.prod.app-1.tags[0]"));
    }

    [Fact]
    public void The_example_of_the_reference_is_valid()
    {
        string page = File.ReadAllText(Repository.PathTo("docs/config.md"));
        int start = page.IndexOf("```yaml\n", StringComparison.Ordinal) + "```yaml\n".Length;
        string yaml = page[start..page.IndexOf("```", start, StringComparison.Ordinal)];

        StagecraftFile file = StagecraftFile.Parse(ConfigReader.Read("f", Encoding.UTF8.GetBytes(yaml))).File!;
        SettingsResult result = SettingsParser.Parse(
            file.ProviderConfig, file.Project, SettingsScope.Everything, _ => "#!/bin/sh"u8.ToArray());

        result.Problems.Should().BeEmpty();
        Problems(yaml.Replace("user_data_file", "user_data", StringComparison.Ordinal)).Should().BeEmpty();
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("docs/operations.md")]
    [InlineData("docs/quick-reference.md")]
    [InlineData("docs/resources.md")]
    public void The_whole_files_of_a_page_are_valid(string page)
    {
        string[] files =
        [
            .. File.ReadAllText(Repository.PathTo(page)).ReplaceLineEndings("\n").Split("```yaml\n").Skip(1).Select(b => b.Split("```")[0])
                .Where(b => b.StartsWith("project:", StringComparison.Ordinal))
                .Where(b => b.Contains("provider: digitalocean", StringComparison.Ordinal)),
        ];

        files.Should().NotBeEmpty();
        files.SelectMany(Problems).Should().BeEmpty();
    }

    [Fact]
    public void The_example_of_a_fleet_is_valid()
    {
        StagecraftFile file = StagecraftFile.Parse(ConfigReader.Read(Repository.PathTo("examples/fleet.yml"))).File!;
        SettingsResult result = SettingsParser.Parse(file.ProviderConfig, file.Project, SettingsScope.Everything, UserData.ReadFile);

        result.Problems.Should().BeEmpty();
        result.Settings!.Environments.Select(e => (e.Name, e.Hosts.Count)).Should().Equal(("staging", 3), ("prod", 13));
        result.Settings.Environments[1].Hosts.Select(h => h.Size).Distinct().Should().Equal("s-2vcpu-4gb", "s-4vcpu-8gb");
    }

    [Fact]
    public void A_file_edited_at_random_gives_settings_or_problems_with_places()
    {
        string[] pieces = ["", "[", "]", "{}", ": ", "- ", "\n", "  ", "&a ", "*a", "null", "x", "hosts:", "<<: *a\n", "'", "1", "\u00e9"];
        Gen<string> piece = Gen.Int[0, pieces.Length - 1].Select(i => pieces[i]);
        Gen<string> edited = Gen.Select(Gen.Int[0, Example.Length - 1], Gen.Int[0, 25], piece).Array[1, 5].Select(edits =>
            edits.Aggregate(Example, (text, edit) =>
            {
                int start = Math.Min(edit.Item1, text.Length);
                return text.Remove(start, Math.Min(edit.Item2, text.Length - start)).Insert(start, edit.Item3);
            }));

        edited.Sample(
            yaml => Problems(yaml).All(p => p.Code == ErrorCodes.ConfigInvalid && p.Location is { Line: > 0, Column: > 0 }), iter: 5000);
    }

    private static IReadOnlyList<Problem> Problems(string yaml)
    {
        try
        {
            StagecraftFileResult file = StagecraftFile.Parse(ConfigReader.Read("f", Encoding.UTF8.GetBytes(yaml)));
            SettingsResult? settings = file.File is { } found
                ? SettingsParser.Parse(found.ProviderConfig, found.Project, SettingsScope.Everything, UserData.ReadFile)
                : null;
            (settings is null || settings.Settings is null == settings.Problems.Count > 0).Should().BeTrue();
            return ConfigProblems.ByPlace(file.Problems.Concat(settings?.Problems ?? []));
        }
        catch (ConfigException exception)
        {
            return exception.Problems;
        }
    }
}
