using System.Xml.Linq;
using Stagecraft.Aws.Sandbox.Data;
using Stagecraft.Aws.Sandbox.Protocol;

namespace Stagecraft.Aws.Sandbox.Endpoints.Catalogs;

/// <summary>An instance type in a response.</summary>
internal static class InstanceTypeXml
{
    public static object?[] Of(InstanceType type) =>
    [
        Xml.Text("instanceType", type.Name),
        Xml.Bool("currentGeneration", type.Family.IsCurrent),
        Xml.Bool("freeTierEligible", type.IsFreeTier),
        Texts("supportedUsageClasses", "on-demand"),
        Texts("supportedRootDeviceTypes", "ebs"),
        Texts("supportedVirtualizationTypes", "hvm"),
        Xml.Bool("bareMetal", false),
        Xml.Text("hypervisor", type.Family.Hypervisor),
        new XElement(
            "processorInfo",
            Texts("supportedArchitectures", type.Architecture),
            Xml.Text("sustainedClockSpeedInGhz", type.Family.ClockSpeed),
            Xml.Text("manufacturer", type.Family.Manufacturer)),
        new XElement(
            "vCpuInfo",
            Xml.Number("defaultVCpus", type.Vcpus),
            Xml.Number("defaultCores", type.Vcpus / type.ThreadsPerCore),
            Xml.Number("defaultThreadsPerCore", type.ThreadsPerCore)),
        new XElement("memoryInfo", Xml.Number("sizeInMiB", type.MemoryMegabytes)),
        Xml.Bool("instanceStorageSupported", type.LocalDisk > 0),
        type.LocalDisk > 0 ? Disk(type) : null,
        new XElement(
            "ebsInfo",
            Xml.Text("ebsOptimizedSupport", type.Family.IsNitro ? "default" : "unsupported"),
            Xml.Text("encryptionSupport", "supported"),
            Xml.Text("nvmeSupport", type.Family.IsNitro ? "required" : "unsupported")),
        Network(type),
        new XElement("placementGroupInfo", Texts("supportedStrategies", "partition", "spread")),
        Xml.Bool("hibernationSupported", false),
        Xml.Bool("burstablePerformanceSupported", type.IsBurstable),
        Xml.Bool("dedicatedHostsSupported", false),
        Xml.Bool("autoRecoverySupported", true),
        Texts("supportedBootModes", type.Architecture == "arm64" ? ["uefi"] : ["legacy-bios", "uefi"]),
    ];

    private static XElement Disk(InstanceType type) => new(
        "instanceStorageInfo",
        Xml.Number("totalSizeInGB", type.LocalDisk),
        Xml.List("disks", [type.LocalDisk], size => new object?[]
        {
            Xml.Number("sizeInGB", size), Xml.Number("count", 1), Xml.Text("type", "ssd"),
        }),
        Xml.Text("nvmeSupport", "required"),
        Xml.Text("encryptionSupport", "required"));

    private static XElement Network(InstanceType type) => new(
        "networkInfo",
        Xml.Text("networkPerformance", type.Family.Network),
        Xml.Number("maximumNetworkInterfaces", type.Interfaces),
        Xml.Number("maximumNetworkCards", 1),
        Xml.Number("defaultNetworkCardIndex", 0),
        Xml.Number("ipv4AddressesPerInterface", type.Addresses),
        Xml.Number("ipv6AddressesPerInterface", type.Addresses),
        Xml.Bool("ipv6Supported", true),
        Xml.Text("enaSupport", type.Family.IsNitro ? "required" : "unsupported"),
        Xml.Bool("efaSupported", false));

    private static XElement Texts(string name, params IEnumerable<string> values) => Xml.List(name, values, value => value);
}
