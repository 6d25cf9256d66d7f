using Stagecraft.Fuzzing;

namespace Stagecraft.Tests.Json;

/// <summary>spec/cli/output.md, 2.1: whatever the bytes are, they are a plan or problems with places.</summary>
public sealed class PlanFileFuzzTests
{
    [Fact]
    public void Plans_that_somebody_spoilt() => Fuzz.Run(PlanFileTarget.Create(), cases: 5000).Should().BeEmpty();
}
