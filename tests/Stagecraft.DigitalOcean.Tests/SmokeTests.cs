namespace Stagecraft.DigitalOcean.Tests;

public sealed class SmokeTests
{
    [Fact]
    public void Runs() => typeof(SmokeTests).Assembly.Should().NotBeNull();
}
