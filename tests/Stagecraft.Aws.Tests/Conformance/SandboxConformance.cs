using Stagecraft.Engine.Testing;

namespace Stagecraft.Aws.Tests.Conformance;

/// <summary>The conformance suite on the driver for AWS and its sandbox.</summary>
public sealed class SandboxConformance : DriverConformance
{
    protected override IDriverHarness CreateHarness() => new SandboxHarness();
}
