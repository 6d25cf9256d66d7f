using Stagecraft.Aws.Sandbox.Data;

namespace Stagecraft.Aws.Sandbox.State;

/// <summary>The resources of a region that no request has used yet.</summary>
internal static class RegionDefaults
{
    public static RegionState Create(AccountState account, string name, AwsSandboxOptions options, DateTimeOffset now)
    {
        RegionState region = new RegionState { Name = name };
        if (options.DefaultVpc)
        {
            AddDefaultVpc(account, region);
        }

        AddMissing(account, region, options, now);
        return region;
    }

    /// <summary>Adds the resources of the options that the region does not have.</summary>
    public static void AddMissing(AccountState account, RegionState region, AwsSandboxOptions options, DateTimeOffset now)
    {
        foreach (string key in options.KeyPairs.Where(k => !region.KeyPairs.Exists(pair => pair.Name == k)))
        {
            region.KeyPairs.Add(new KeyPair
            {
                Id = account.NextId("key-"),
                Name = key,
                Fingerprint = account.NextHex(40),
                CreatedAt = now,
            });
        }

        foreach ((string ip, _) in options.Addresses.Where(a => a.Value == region.Name))
        {
            if (!region.Addresses.Exists(address => address.PublicIp == ip))
            {
                region.Addresses.Add(new ElasticAddress { AllocationId = account.NextId("eipalloc-"), PublicIp = ip });
            }
        }

        if (region.Vpcs.Find(vpc => vpc.IsDefault) is { } network)
        {
            AddMissing(account, region, network, options);
        }
    }

    private static void AddMissing(AccountState account, RegionState region, Vpc vpc, AwsSandboxOptions options)
    {
        foreach (string name in options.SecurityGroups.Where(n => !region.SecurityGroups.Exists(group => group.Name == n || group.Id == n)))
        {
            region.SecurityGroups.Add(new SecurityGroup
            {
                Id = name.StartsWith("sg-", StringComparison.Ordinal) ? name : account.NextId("sg-"),
                Name = name,
                Description = "declared",
                VpcId = vpc.Id,
                Rules =
                [
                    new SecurityGroupRule
                    {
                        Id = account.NextId("sgr-"), Protocol = "tcp", FromPort = 22, ToPort = 22, Ipv4 = "0.0.0.0/0",
                    },
                    SecurityGroupRule.AllEgress(account.NextId("sgr-")),
                ],
            });
        }

        foreach ((string id, _) in options.Subnets.Where(s => s.Value == region.Name))
        {
            if (!region.Subnets.Exists(subnet => subnet.Id == id))
            {
                region.Subnets.Add(new Subnet
                {
                    Id = id,
                    VpcId = vpc.Id,
                    Zone = Catalog.ZonesOf(region.Name)[0],
                    Cidr = string.Create(CultureInfo.InvariantCulture, $"172.31.{128 + region.Subnets.Count}.0/24"),
                    MapsPublicIp = true,
                });
            }
        }
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
