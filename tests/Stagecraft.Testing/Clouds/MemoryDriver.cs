using System.Text.Json.Nodes;
using Stagecraft.Config;
using Stagecraft.Engine.Clouds;

namespace Stagecraft.Testing.Clouds;

/// <summary>A driver for a cloud in memory. It has one config, whatever section it is given.</summary>
public sealed class MemoryDriver(MemoryCloud cloud, MemoryLink link, DeclaredConfig config) : ICloudDriver
{
    public CloudTerms Terms { get; } = new()
    {
        Provider = "memory",
        Cloud = "Memory",
        Machine = "machine",
        Machines = "machines",
        Currency = cloud.Traits.Currency,
    };

    /// <summary>The kinds of resources, except machines. Default: those of the cloud.</summary>
    public IReadOnlyList<IResourceKind> Kinds { get; init; } = cloud.Kinds;

    public JsonObject DescribeConfig() => [];

    public DeclaredConfig Read(ConfigNode section, string? project) => config;

    public ICloudAccount Connect(DeclaredConfig config, CloudContext context) =>
        new MemoryAccount(cloud, link, context) { Kinds = Kinds };
}
