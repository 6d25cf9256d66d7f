using Stagecraft.Aws.Sandbox.Data;

namespace Stagecraft.Aws.Sandbox.State;

/// <summary>The resources of a region that nobody has used yet.</summary>
internal static class RegionDefaults
{
    public static RegionState Create(AccountState account, string name, AwsSandboxOptions options, DateTimeOffset now)
    {
        RegionState region = new RegionState { Name = name };
        foreach (string key in options.KeyPairs)
        {
            region.KeyPairs.Add(new KeyPair
            {
                Id = account.NextId("key-"),
                Name = key,
                Fingerprint = account.NextHex(40),
                CreatedAt = now,
            });
        }

        if (options.DefaultVpc)
        {
            AddDefaultVpc(account, region);
        }

        return region;
    }

    private static void AddDefaultVpc(AccountState account, RegionState region)
    {
        Vpc vpc = new Vpc { Id = account.NextId("vpc-"), Cidr = "172.31.0.0/16", IsDefault = true };
        region.Vpcs.Add(vpc);
        int third = 0;
        foreach (string zone in Catalog.ZonesOf(region.Name))
        {
            region.Subnets.Add(new Subnet
            {
                Id = account.NextId("subnet-"),
                VpcId = vpc.Id,
                Zone = zone,
                Cidr = $"172.31.{third}.0/20",
                IsDefault = true,
                MapsPublicIp = true,
            });
            third += 16;
        }

        string group = account.NextId("sg-");
        region.SecurityGroups.Add(new SecurityGroup
        {
            Id = group,
            Name = "default",
            Description = "default VPC security group",
            VpcId = vpc.Id,
            Rules =
            [
                new SecurityGroupRule { Id = account.NextId("sgr-"), GroupId = group },
                SecurityGroupRule.AllEgress(account.NextId("sgr-")),
            ],
        });
    }
}
