using Stagecraft.Cli.Arguments;

namespace Stagecraft.Cli.Tests;

/// <summary>spec/cli/infra.md 2.5.</summary>
public sealed class DurationTests
{
    [Theory]
    [InlineData("500ms", 500)]
    [InlineData("0s", 0)]
    [InlineData("8s", 8_000)]
    [InlineData("2m", 120_000)]
    [InlineData("1h", 3_600_000)]
    public void Units_are_known(string text, int milliseconds) => Duration.Parse(text).Should().Be(TimeSpan.FromMilliseconds(milliseconds));

    [Theory]
    [InlineData("")]
    [InlineData("8")]
    [InlineData("s")]
    [InlineData("-8s")]
    [InlineData("8 s")]
    [InlineData("1.5s")]
    [InlineData("8S")]
    [InlineData("9999999999h")]
    public void Anything_else_is_none(string text) => Duration.Parse(text).Should().BeNull();
}
