using Stagecraft.Fuzzing;
using Stagecraft.Fuzzing.Api;

namespace Stagecraft.DigitalOcean.Tests.Fuzzing;

/// <summary>Bad input. A finding names its target and seed; <c>fuzz --target T --seed N --once</c> of the benchmarks plays it
/// again.</summary>
public sealed class FuzzTests
{
    [Fact]
    public void Malformed_configs() => Fuzz.Run(ConfigTarget.Create(), cases: 4000).Should().BeEmpty();

    [Fact]
    public void Malformed_responses() => Fuzz.Run(new ApiTarget(), cases: 100).Should().BeEmpty();
}
