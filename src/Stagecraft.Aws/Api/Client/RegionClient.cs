using Stagecraft.Events;

namespace Stagecraft.Aws.Api.Client;

/// <summary>The requests to one region.</summary>
internal sealed class RegionClient
{
    public RegionClient(string region, Func<AwsService, ApiPipeline> pipeline, TimeProvider time, IProgress<InfraEvent>? progress)
    {
        Ec2Requests requests = new(pipeline(AwsService.Ec2), AwsService.Ec2, region);
        Ec2Lists lists = new(requests, time, progress);
        Region = region;
        Instances = new InstanceClient(requests, lists);
    }

    public string Region { get; }

    /// <summary>Instances, and the tags of all resources.</summary>
    public InstanceClient Instances { get; }
}
