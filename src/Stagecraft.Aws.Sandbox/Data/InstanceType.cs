namespace Stagecraft.Aws.Sandbox.Data;

/// <summary>An instance type of the catalog.</summary>
/// <param name="Name">The name, such as <c>t3.micro</c>.</param>
/// <param name="Vcpus">The default number of vCPUs.</param>
/// <param name="MemoryMegabytes">The memory in MiB.</param>
/// <param name="Architecture"><c>x86_64</c> or <c>arm64</c>.</param>
/// <param name="IsBurstable">Whether it has CPU credits.</param>
internal sealed record InstanceType(string Name, int Vcpus, int MemoryMegabytes, string Architecture, bool IsBurstable);
