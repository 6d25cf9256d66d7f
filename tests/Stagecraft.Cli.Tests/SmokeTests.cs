namespace Stagecraft.Cli.Tests;

public sealed class SmokeTests
{
    [Fact]
    public void Runs() => typeof(SmokeTests).Assembly.Should().NotBeNull();
}
