using System.Text;
using Stagecraft.Cli.Cloud;
using Stagecraft.Config;

namespace Stagecraft.Cli.Tests;

/// <summary>spec/cli/infra.md 7.1: every SSH key that the file names exists in the sandbox.</summary>
public sealed class SandboxNeedsTests
{
    [Theory]
    [InlineData("ssh_key_name: alice", "alice")]
    [InlineData("ssh_keys: [ci, alice, 12, {a: b}, ~]", "12", "alice", "ci")]
    [InlineData("ssh_keys: alice", "alice")]
    [InlineData("token_env: T")]
    public void The_keys_of_the_file_are_found(string section, params string[] keys) =>
        DigitalOceanNeeds.Of(ConfigReader.Read("stagecraft.yml", Encoding.UTF8.GetBytes(section))).SshKeys.Should().Equal(keys);

    [Fact]
    public void The_projects_of_the_file_exist() =>
        DigitalOceanNeeds.Of(ConfigReader.Read(
            "stagecraft.yml",
            Encoding.UTF8.GetBytes(
                "do_project: All\nenvironments: {prod: {do_project: Prod}, staging: {do_project: All}, x: {do_project: ~}}")))
            .AddTo(new()).Projects.Should().Equal("All", "Prod");

    [Fact]
    public void The_token_and_the_webhooks_are_dummies()
    {
        DigitalOceanNeeds needs = DigitalOceanNeeds.Of(ConfigReader.Read(
            "stagecraft.yml", Encoding.UTF8.GetBytes("token_env: T\nenvironments: {prod: {alerts: {busy: {slack_env: S}}}}")));

        new[] { "T", "S", "HOME" }.Select(needs.Variable).Should()
            .Equal(DigitalOceanNeeds.DummyToken, DigitalOceanNeeds.DummyWebhook, null);
    }
}
