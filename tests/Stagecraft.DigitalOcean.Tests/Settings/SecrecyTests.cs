using Stagecraft.DigitalOcean.Settings;
using Stagecraft.Errors;

namespace Stagecraft.DigitalOcean.Tests.Settings;

/// <summary>A token or user data in the wrong place is in no message, hint or path.</summary>
public sealed class SecrecyTests
{
    private const string Secret = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    [Theory]
    [InlineData("dop_v1_" + Secret)]
    [InlineData("doo_v1_" + Secret)]
    [InlineData("dor_v1_" + Secret)]
    [InlineData("DOP_V1_" + Secret)]
    [InlineData("a1b2c3d4" + "a1b2c3d4a1b2c3d4a1b2c3d4a1b2c3d4a1b2c3d4a1b2c3d4a1b2c3d4")]
    public void A_token_instead_of_the_name_of_its_variable(string token)
    {
        Problem problem = Section.OnlyProblem($"token_env: §{token}\nssh_key_name: k\ndefault_size: s\ndefault_region: r\n{Section.Hosts}");

        problem.Message.Should().Be("invalid config: token_env looks like a token itself: it must be the name of a variable");
        Text(problem).Should().NotContain(token[^16..]);
    }

    [Theory]
    [InlineData("size: [dop_v1_X]")]
    [InlineData("size: 'dop_v1_X X'")]
    [InlineData("dop_v1_X: x")]
    [InlineData("tags: [dop_v1_X.]")]
    [InlineData("vpc_uuid: dop_v1_X")]
    [InlineData("vpc_uuid: X")]
    [InlineData("monitoring: dop_v1_X")]
    [InlineData("user_data_file: dop_v1_X")]
    [InlineData("user_data: X\nuser_data_file: x")]
    [InlineData("user_data: [X]")]
    [InlineData("user_data:\n  X: X")]
    [InlineData("role: 'dop_v1_X'")]
    public void A_secret_anywhere_in_a_host(string keys)
    {
        string yaml = Section.WithHost(keys.Replace("X", Secret, StringComparison.Ordinal)).Replace(
            "role: app\n      role", "role", StringComparison.Ordinal);

        SettingsResult result = Section.Parse(yaml);

        result.Problems.Should().ContainSingle().Which.ToString().Should().NotContain(Secret[..16]);
    }

    [Fact]
    public void An_invalid_variable_name_is_not_repeated_because_it_can_be_a_token() =>
        Text(Section.OnlyProblem($"token_env: §my-secret\nssh_key_name: k\ndefault_size: s\ndefault_region: r\n{Section.Hosts}"))
            .Should().NotContain("my-secret");

    private static string Text(Problem problem) => problem.ToString();
}
