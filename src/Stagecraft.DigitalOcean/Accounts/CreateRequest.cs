using Stagecraft.DigitalOcean.Api;
using Stagecraft.DigitalOcean.Settings;
using Stagecraft.Engine.Running;

namespace Stagecraft.DigitalOcean.Accounts;

/// <summary>A batch as the API takes it.</summary>
internal static class CreateRequest
{
    public static CreateDroplets Of(CreateBatch batch, long sshKeyId)
    {
        HostSettings first = batch.Hosts[0].Host.Settings;
        return new CreateDroplets
        {
            Names = [.. batch.Hosts.Select(h => h.Host.MachineName)],
            Region = first.Region,
            Size = first.Size,
            Image = first.Image,
            SshKeyIds = [sshKeyId],
            Tags = batch.Hosts[0].Host.Tags,
            UserData = first.UserData?.Text,
            Backups = first.Backups,
            Ipv6 = first.Ipv6,
            Monitoring = first.Monitoring,
            VpcUuid = first.VpcUuid,
        };
    }
}
