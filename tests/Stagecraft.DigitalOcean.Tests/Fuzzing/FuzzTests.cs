using Stagecraft.Fuzzing;
using Stagecraft.Fuzzing.Api;

namespace Stagecraft.DigitalOcean.Tests.Fuzzing;

/// <summary>Bad input. A finding names its target and seed; <c>fuzz --target T --seed N --once</c> of the benchmarks plays it
/// again.</summary>
public sealed class FuzzTests
{
    [Fact]
    public void Configs_that_somebody_spoilt() => Fuzz.Run(ConfigTarget.Create(), cases: 4000).Should().BeEmpty();

    [Fact]
    public void Answers_that_somebody_spoilt() => Fuzz.Run(new ApiTarget(), cases: 100).Should().BeEmpty();
}
