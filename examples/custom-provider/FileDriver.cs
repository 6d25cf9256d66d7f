using System.Text.Json.Nodes;
using FileHosts.Machines;
using FileHosts.Settings;
using Stagecraft.Config;
using Stagecraft.Engine.Clouds;

namespace FileHosts;

/// <summary>Connects the engine to the smallest cloud: its machines are entries of a JSON file.</summary>
internal sealed class FileDriver : ICloudDriver
{
    public CloudTerms Terms { get; } = new() { Provider = "file", Cloud = "the hosts file", Machine = "machine", Machines = "machines" };

    public JsonObject DescribeConfig() => SectionSchema.Of(FileKeys.Section);

    public DeclaredConfig Read(ConfigNode section, string? project) => FileConfig.Read(section, Terms);

    public ICloudAccount Connect(DeclaredConfig config, CloudContext context) =>
        new FileAccount(new MachineFile(((FileConfig)config).File, context.TimeProvider), context.TimeProvider);
}
