using Stagecraft.DigitalOcean.Settings;
using Stagecraft.Engine.Settings;

namespace Stagecraft.DigitalOcean.Tests.Settings;

public sealed class ScopeTests
{
    [Theory]
    [InlineData("")]
    [InlineData("ssh_key_name: [x]\nhosts: text\nregions: []\nwhatever: x\n")]
    [InlineData("hosts: {Prod: , prod: {a: {role: X, monitoring: yes, user_data_file: gone}}}\n")]
    public void A_connection_requires_only_the_token_and_valid_durations(string rest)
    {
        SettingsResult result = Section.Parse("token_env: T\npoll_interval: 7s\ndelete_timeout: 3m\n" + rest, SettingsScope.Connection);

        result.Problems.Should().BeEmpty();
        result.Settings.Should().BeEquivalentTo(new
        {
            TokenEnv = "T",
            SshKeys = Array.Empty<string>(),
            PollInterval = TimeSpan.FromSeconds(7),
            SettleWindow = TimeSpan.FromSeconds(15),
            DeleteTimeout = TimeSpan.FromMinutes(3),
        });
        result.Settings!.Environments.Should().BeEmpty();
    }

    [Theory]
    [InlineData("§hosts: {}", "token_env is required")]
    [InlineData("§tokenenv: T", "token_env is required")]
    [InlineData("token_env: §dop_v1_0123456789abcdef", "token_env looks like a token itself")]
    [InlineData("token_env: T\ndelete_timeout: §soon", "delete_timeout is 'soon', which is not a duration")]
    [InlineData("token_env: T\nsettle_window: §1h", "settle_window is '1h', which is out of its range")]
    public void The_keys_of_a_connection_must_be_valid(string section, string reason) =>
        Section.OnlyProblem(section, SettingsScope.Connection).Message.Should().Contain(reason);
}
