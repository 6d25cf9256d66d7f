using Stagecraft.Config;
using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Settings;

/// <summary>A reserved IP that the file declares for a host.</summary>
internal sealed record ReservedIpSettings : DeclaredResource
{
    public required string Region { get; init; }

    public static ReservedIpSettings Of(string host, string region, Setting<string> address) => new()
    {
        Kind = ResourceKind.ReservedIp,
        Name = host,
        CloudName = address.Value,
        Host = host,
        Region = region,
        Fields = [new(VolumeSettings.HostField, host) { IsAttachment = true }],
        Location = address.Location,
        Path = address.Path,
    };

    public override string ToString() => base.ToString();
}
