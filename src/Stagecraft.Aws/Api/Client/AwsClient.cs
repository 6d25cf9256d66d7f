using System.Collections.Concurrent;
using Stagecraft.Aws.Api.Signing;
using Stagecraft.Aws.Api.Wire;

namespace Stagecraft.Aws.Api.Client;

/// <summary>The part of the APIs of AWS that the driver needs. Reads throw <see cref="CloudException"/>; writes return a result.</summary>
internal sealed class AwsClient : IDisposable
{
    private readonly AwsClientOptions _options;
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Service, string Region), ApiPipeline> _pipelines = [];
    private readonly Dictionary<string, RegionClient> _regions = new(StringComparer.Ordinal);

    public AwsClient(AwsClientOptions options)
    {
        _options = options;
        Prices = new PriceClient(region => new JsonRequests(PipelineOf(AwsService.Pricing, region), AwsService.Pricing, region));
    }

    public PriceClient Prices { get; }

    public AwsSession Session => _options.Session;

    /// <inheritdoc cref="AwsClientOptions.RegionsOfInstances"/>
    public ConcurrentDictionary<string, string> RegionsOfInstances => _options.RegionsOfInstances;

    /// <summary>The client of a region.</summary>
    /// <exception cref="CloudProviderException"><c>config_invalid</c>: the region or an address is invalid.</exception>
    public RegionClient In(string region)
    {
        lock (_gate)
        {
            if (!_regions.TryGetValue(region, out RegionClient? client))
            {
                client = new RegionClient(region, service => PipelineOf(service, region), _options);
                _regions.Add(region, client);
            }

            return client;
        }
    }

    /// <summary>The identity of the credentials. The request requires no permission.</summary>
    public Task<Dated<CallerIdentity>> GetCallerIdentityAsync(CancellationToken cancellationToken)
    {
        Ec2Requests sts = new(PipelineOf(AwsService.Sts, _options.HomeRegion), AwsService.Sts, _options.HomeRegion);
        return sts.ReadAsync(
            sts.Query("GetCallerIdentity"),
            response => Identity(response.Find("GetCallerIdentityResult") ?? response),
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

    private static CallerIdentity Identity(XmlTree result) => new(result.Required("Account"), result.Required("Arn"));

    private ApiPipeline PipelineOf(AwsService service, string region)
    {
        lock (_gate)
        {
            if (!_pipelines.TryGetValue((service.Id, region), out ApiPipeline? pipeline))
            {
                pipeline = new ApiPipeline(
                    _options.Endpoints.Of(service, region),
                    new AwsProtocol(_options.Session, region, service.SigningName),
                    _options.Handler,
                    _options.Governor,
                    _options.Time,
                    _options.Random,
                    _options.Progress,
                    _options.Log);
                _pipelines.Add((service.Id, region), pipeline);
            }

            return pipeline;
        }
    }
}
