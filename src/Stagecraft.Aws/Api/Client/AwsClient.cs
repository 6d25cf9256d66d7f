namespace Stagecraft.Aws.Api.Client;

/// <summary>The part of the APIs of AWS that the driver needs. Reads throw <see cref="CloudException"/>; writes return a result.</summary>
internal sealed class AwsClient(AwsClientOptions options) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Service, string Region), ApiPipeline> _pipelines = [];
    private readonly Dictionary<string, RegionClient> _regions = new(StringComparer.Ordinal);

    /// <summary>The client of a region.</summary>
    /// <exception cref="CloudProviderException"><c>config_invalid</c>: the region or an address is invalid.</exception>
    public RegionClient In(string region)
    {
        lock (_gate)
        {
            if (!_regions.TryGetValue(region, out RegionClient? client))
            {
                client = new RegionClient(region, service => PipelineOf(service, region), options.Time, options.Progress);
                _regions.Add(region, client);
            }

            return client;
        }
    }

    /// <summary>The identity of the credentials. The request requires no permission.</summary>
    public Task<Dated<CallerIdentity>> GetCallerIdentityAsync(CancellationToken cancellationToken)
    {
        Ec2Requests sts = new(PipelineOf(AwsService.Sts, options.HomeRegion), AwsService.Sts, options.HomeRegion);
        return sts.ReadAsync(
            sts.Query("GetCallerIdentity"),
            response => (response.Find("GetCallerIdentityResult") ?? response) is var result
                ? new CallerIdentity(result.Required("Account"), result.Required("Arn"))
                : null!,
            cancellationToken);
    }

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (ApiPipeline pipeline in _pipelines.Values)
            {
                pipeline.Dispose();
            }

            _pipelines.Clear();
        }
    }

    private ApiPipeline PipelineOf(AwsService service, string region)
    {
        lock (_gate)
        {
            if (!_pipelines.TryGetValue((service.Id, region), out ApiPipeline? pipeline))
            {
                pipeline = new ApiPipeline(
                    options.Endpoints.Of(service, region),
                    new AwsProtocol(options.Session, region, service.SigningName),
                    options.Handler,
                    options.Governor,
                    options.Time,
                    options.Random,
                    options.Progress,
                    options.Log);
                _pipelines.Add((service.Id, region), pipeline);
            }

            return pipeline;
        }
    }
}
