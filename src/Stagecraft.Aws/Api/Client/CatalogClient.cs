using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
using Stagecraft.Aws.Api.Wire;

namespace Stagecraft.Aws.Api.Client;

/// <summary>What a region offers: instance types, images, key pairs, public parameters and quotas.</summary>
internal sealed class CatalogClient(Ec2Requests requests, Ec2Lists lists, JsonRequests parameters, JsonRequests quotas)
{
    // Limits of the API.
    private const int TypesPerRequest = 100;
    private const int ParametersPerRequest = 10;

    private const int PageSize = 1000;

    /// <summary>Reads the instance types with these names; unknown ones are missing.</summary>
    public Task<Listing<AwsInstanceType>> ListTypesAsync(IReadOnlyList<string> names, CancellationToken cancellationToken) =>
        ReadTypesAsync([new Ec2Filter("instance-type", names)], cancellationToken);

    /// <summary>Reads in which zones instance types are available.</summary>
    public Task<Listing<AwsOffering>> ListOfferingsAsync(IReadOnlyList<string> types, CancellationToken cancellationToken) =>
        lists.ReadAsync(
            () => requests.Query("DescribeInstanceTypeOfferings")
                .Add("LocationType", "availability-zone")
                .Add("MaxResults", PageSize),
            [new Ec2Filter("instance-type", types)],
            response => response.Items("instanceTypeOfferingSet")
                .Select(o => new AwsOffering(o.Required("instanceType"), o.Required("location"))),
            o => $"{o.Type} {o.Zone}",
            cancellationToken);

    /// <summary>Reads images, by filters such as <c>image-id</c>; unknown ones are missing.</summary>
    public Task<Listing<AwsImage>> ListImagesAsync(
        IReadOnlyList<Ec2Filter> filters, RequestPriority priority, CancellationToken cancellationToken) =>
        lists.ReadAsync(
            () => requests.Query("DescribeImages").Add("IncludeDeprecated", true).Add("MaxResults", PageSize),
            filters,
            response => response.Items("imagesSet").Select(Image),
            i => i.Id,
            cancellationToken,
            priority);

    /// <summary>Reads the key pairs with these names; unknown ones are missing.</summary>
    public Task<Listing<AwsKeyPair>> ListKeyPairsAsync(IReadOnlyList<string> names, CancellationToken cancellationToken) =>
        ReadKeyPairsAsync([new Ec2Filter("key-name", names)], cancellationToken);

    /// <summary>Reads all key pairs of the region.</summary>
    public Task<Listing<AwsKeyPair>> ListAllKeyPairsAsync(CancellationToken cancellationToken) => ReadKeyPairsAsync([], cancellationToken);

    /// <summary>Reads the regions of the account, including those that are not enabled.</summary>
    public Task<Listing<AwsRegion>> ListRegionsAsync(CancellationToken cancellationToken) =>
        lists.ReadAsync(
            () => requests.Query("DescribeRegions").Add("AllRegions", true),
            response => response.Items("regionInfo").Select(r => new AwsRegion(r.Required("regionName"), r.Text("optInStatus"))),
            r => r.Name,
            cancellationToken);

    /// <summary>Reads public parameters of Systems Manager; unknown ones are missing.</summary>
    public async Task<IReadOnlyDictionary<string, string>> GetParametersAsync(
        IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        Dated<KeyValuePair<string, string>[]>[] parts = await Task.WhenAll(names.Distinct().Chunk(ParametersPerRequest)
            .Select(part => parameters.ReadAsync(
                "GetParameters",
                new JsonObject { ["Names"] = new JsonArray([.. part.Select(n => (JsonNode?)n)]) },
                ReadParameters,
                cancellationToken))).ConfigureAwait(false);
        return new Dictionary<string, string>(parts.SelectMany(p => p.Value));
    }

    /// <summary>Reads a quota of EC2, for example of running vCPUs.</summary>
    public async Task<decimal> GetQuotaAsync(string quotaCode, CancellationToken cancellationToken) =>
        (await quotas.ReadAsync(
            "GetServiceQuota",
            new JsonObject { ["ServiceCode"] = "ec2", ["QuotaCode"] = quotaCode },
            response => response["Quota"]?["Value"]?.GetValue<decimal>() ?? throw new JsonException("it does not have the quota"),
            cancellationToken).ConfigureAwait(false)).Value;

    private static KeyValuePair<string, string>[] ReadParameters(JsonObject response) =>
    [
        .. (response["Parameters"]?.AsArray() ?? throw new JsonException("it does not have the parameters")).Select(p =>
            new KeyValuePair<string, string>(p!["Name"]!.GetValue<string>(), p["Value"]!.GetValue<string>())),
    ];

    private Task<Listing<AwsInstanceType>> ReadTypesAsync(IReadOnlyList<Ec2Filter> filters, CancellationToken cancellationToken) =>
        lists.ReadAsync(
            () => requests.Query("DescribeInstanceTypes").Add("MaxResults", TypesPerRequest),
            filters,
            response => response.Items("instanceTypeSet").Select(Type),
            t => t.Name,
            cancellationToken);

    private Task<Listing<AwsKeyPair>> ReadKeyPairsAsync(IReadOnlyList<Ec2Filter> filters, CancellationToken cancellationToken) =>
        lists.ReadAsync(
            () => requests.Query("DescribeKeyPairs"),
            filters,
            response => response.Items("keySet")
                .Select(k => new AwsKeyPair(k.Required("keyName"), k.Text("keyPairId"), k.Text("keyFingerprint"), k.Text("keyType"))),
            k => k.Name,
            cancellationToken);

    private static AwsInstanceType Type(XmlTree item) =>
        new(
            item.Required("instanceType"),
            [.. item.Find("processorInfo")?.Items("supportedArchitectures").Select(a => a.Value) ?? []],
            item.Find("vCpuInfo")?.Integer("defaultVCpus") ?? throw new XmlException("an instance type has no number of vCPUs"),
            item.Find("memoryInfo")?.Integer("sizeInMiB"))
        {
            LocalStorage = item.Find("instanceStorageInfo")?.Integer("totalSizeInGB"),
        };

    private static AwsImage Image(XmlTree item)
    {
        string? root = item.Text("rootDeviceName");
        return new AwsImage(item.Required("imageId"), item.Text("imageState") ?? "unknown", item.Text("architecture"))
        {
            Name = item.Text("name"),
            Platform = item.Text("platform"),
            RootDevice = root,
            RootSize = item.Items("blockDeviceMapping").FirstOrDefault(d => d.Text("deviceName") == root)
                ?.Find("ebs")?.Integer("volumeSize"),
            CreatedAt = item.Time("creationDate"),
            StateReason = item.Find("stateReason")?.Text("message"),
            Tags = item.Tags(),
        };
    }
}
