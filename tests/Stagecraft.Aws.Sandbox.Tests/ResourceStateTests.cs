using System.Text.Json;
using Stagecraft.Aws.Sandbox.State;
using Stagecraft.Aws.Sandbox.Storage;

namespace Stagecraft.Aws.Sandbox.Tests;

/// <summary>spec/sandbox-aws.md, section 7: the state file keeps all properties of resources.</summary>
public sealed class ResourceStateTests
{
    private static readonly DateTimeOffset Time = new(2026, 11, 28, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Networks_volumes_and_addresses_are_kept()
    {
        RegionState region = new RegionState
        {
            SecurityGroups =
            [
                new SecurityGroup
                {
                    Id = "sg-1",
                    Rules = [new SecurityGroupRule { Id = "sgr-1", Protocol = "tcp", FromPort = 0, ToPort = 22, Ipv6 = "::/0" }],
                },
            ],
            Volumes =
            [
                new Volume
                {
                    Id = "vol-1", AvailableAt = Time,
                    Modification = new VolumeModification(
                        new VolumeShape(10, "gp3", 3000, 125), new VolumeShape(20, "gp2", null, null), Time, Time, Time),
                    Attachment = new VolumeAttachment { InstanceId = "i-1", CompletedAt = Time },
                },
            ],
            VolumeTokens = [new VolumeToken("token", "digest", "vol-1")],
            Snapshots = [new Snapshot { Id = "snap-1", Gigabytes = 8, CompletedAt = Time }],
            Images = [new MachineImage { Id = "ami-1", AvailableAt = Time }],
            Addresses = [new ElasticAddress { AllocationId = "eipalloc-1", InstanceId = "i-1" }],
            KeyPairs = [new KeyPair { Id = "key-1", Type = "rsa", PublicKey = "ssh-rsa AAAA" }],
            Instances = [new Instance { Id = "i-1", SourceDestCheck = false }],
        };
        Copy(region).Should().BeEquivalentTo(region);
    }

    private static RegionState Copy(RegionState region)
    {
        AccountState account = new AccountState { Regions = { ["us-east-1"] = region } };
        string json = JsonSerializer.Serialize(account, StateJson.Default.AccountState);
        return JsonSerializer.Deserialize(json, StateJson.Default.AccountState)!.Regions["us-east-1"];
    }
}
