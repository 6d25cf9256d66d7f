namespace Stagecraft.Aws.Sandbox.Data;

/// <summary>The properties that the instance types of a family share.</summary>
/// <param name="Name">The part of a type's name before the dot.</param>
/// <param name="Manufacturer">The manufacturer of the processor; <c>AWS</c> is arm64.</param>
/// <param name="ClockSpeed">The sustained clock speed in GHz.</param>
/// <param name="Network">The network performance.</param>
/// <param name="IsNitro">Whether the hypervisor is Nitro, not Xen.</param>
internal sealed record InstanceFamily(string Name, string Manufacturer, string ClockSpeed, string Network, bool IsNitro = true)
{
    public bool IsCurrent { get; init; } = true;

    public string Architecture => Manufacturer == "AWS" ? "arm64" : "x86_64";

    public string Hypervisor => IsNitro ? "nitro" : "xen";

    public bool IsBurstable => Name[0] == 't';

    /// <summary>The code of the on-demand vCPU quota.</summary>
    public string QuotaCode => Name[0] == 'g' ? QuotaTable.Gpu : QuotaTable.Standard;

    /// <summary>The credit option of a new instance that does not specify one.</summary>
    public string DefaultCredits => Name == "t2" ? "standard" : "unlimited";
}
