using Stagecraft.Fuzzing;
using Stagecraft.Sandbox;

namespace Stagecraft.DigitalOcean.Sandbox.Tests.Faults;

/// <summary>Section 15.4: any input results in conditions or a <see cref="SandboxConditionsException"/>.</summary>
public sealed class ConditionsFuzzTests
{
    [Fact]
    public void Mutated_conditions_are_handled() => Fuzz.Run(ConditionsTarget.Create(), cases: 5000).Should().BeEmpty();
}
