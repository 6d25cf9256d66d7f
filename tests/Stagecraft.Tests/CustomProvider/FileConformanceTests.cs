using Stagecraft.Engine.Testing;

namespace Stagecraft.Tests.CustomProvider;

/// <summary>Spec interface.md 8: the example keeps the contract of a driver.</summary>
public sealed class FileConformanceTests : DriverConformance
{
    protected override IDriverHarness CreateHarness() => new FileHarness();
}
