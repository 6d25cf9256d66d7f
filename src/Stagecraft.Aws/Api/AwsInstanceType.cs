namespace Stagecraft.Aws.Api;

/// <summary>An instance type.</summary>
/// <param name="Name">For example <c>t3.small</c>.</param>
/// <param name="Architectures">For example <c>x86_64</c>, <c>arm64</c>.</param>
/// <param name="Vcpus">The number of vCPUs.</param>
/// <param name="MemoryMiB">The memory.</param>
internal sealed record AwsInstanceType(string Name, IReadOnlyList<string> Architectures, int Vcpus, int? MemoryMiB)
{
    /// <summary>In GB; null without local disks.</summary>
    public int? LocalStorage { get; init; }
}
