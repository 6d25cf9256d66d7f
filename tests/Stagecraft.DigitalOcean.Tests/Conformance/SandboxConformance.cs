using Stagecraft.Engine.Testing;

namespace Stagecraft.DigitalOcean.Tests.Conformance;

/// <summary>The conformance suite on the driver for DigitalOcean and its sandbox.</summary>
public sealed class SandboxConformance : DriverConformance
{
    protected override IDriverHarness CreateHarness() => new SandboxHarness();
}
