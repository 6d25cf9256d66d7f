using Stagecraft.Fuzzing;

namespace Stagecraft.DigitalOcean.Sandbox.Tests.Faults;

/// <summary>Section 15.4: whatever text it is, it is conditions or a <see cref="SandboxConditionsException"/>.</summary>
public sealed class ConditionsFuzzTests
{
    [Fact]
    public void Conditions_that_somebody_spoilt() => Fuzz.Run(ConditionsTarget.Create(), cases: 5000).Should().BeEmpty();
}
