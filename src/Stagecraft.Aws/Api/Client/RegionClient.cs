namespace Stagecraft.Aws.Api.Client;

/// <summary>The requests to one region.</summary>
internal sealed class RegionClient
{
    public RegionClient(string region, Func<AwsService, ApiPipeline> pipeline, AwsClientOptions options)
    {
        Ec2Requests requests = new(pipeline(AwsService.Ec2), AwsService.Ec2, region, options.IsDryRun);
        Ec2Lists lists = new(requests, options.Time, options.Progress);
        Region = region;
        Instances = new InstanceClient(requests, lists);
        Volumes = new VolumeClient(requests, lists);
        Network = new NetworkClient(requests, lists);
        Catalog = new CatalogClient(
            requests,
            lists,
            new JsonRequests(pipeline(AwsService.Ssm), AwsService.Ssm, region),
            new JsonRequests(pipeline(AwsService.Quotas), AwsService.Quotas, region));
    }

    public string Region { get; }

    /// <summary>Instances, and the tags of all resources.</summary>
    public InstanceClient Instances { get; }

    /// <summary>Volumes, snapshots, and images of instances.</summary>
    public VolumeClient Volumes { get; }

    /// <summary>Subnets, VPCs, security groups and addresses.</summary>
    public NetworkClient Network { get; }

    /// <summary>What the region offers.</summary>
    public CatalogClient Catalog { get; }
}
