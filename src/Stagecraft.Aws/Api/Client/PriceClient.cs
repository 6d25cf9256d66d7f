using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace Stagecraft.Aws.Api.Client;

/// <summary>The prices of instance types and of types of volumes. Each is read once.</summary>
internal sealed class PriceClient(Func<string, JsonRequests> requests)
{
    private const string Hours = "Hrs";
    private const string Volumes = "GB-Mo";

    private readonly ConcurrentDictionary<(string Region, string Type, string Unit), Lazy<Task<decimal?>>> _prices = [];

    /// <summary>The price of an hour in USD: Linux, on demand, shared tenancy; null if the price list does not have one.</summary>
    /// <exception cref="CloudException">The price list cannot be read.</exception>
    public Task<decimal?> GetHourlyAsync(string region, string type, CancellationToken cancellationToken) =>
        GetAsync(region, type, Hours, cancellationToken);

    /// <summary>The price of a GB of a volume per month in USD; null if the price list does not have one.</summary>
    /// <inheritdoc cref="GetHourlyAsync"/>
    public Task<decimal?> GetVolumeAsync(string region, string type, CancellationToken cancellationToken) =>
        GetAsync(region, type, Volumes, cancellationToken);

    private Task<decimal?> GetAsync(string region, string type, string unit, CancellationToken cancellationToken) =>
        _prices.GetOrAdd((region, type, unit), key => new(() => ReadOnceAsync(key.Region, key.Type, key.Unit, cancellationToken))).Value;

    // A canceled read is no result.
    private async Task<decimal?> ReadOnceAsync(string region, string type, string unit, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAsync(region, type, unit, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            _prices.TryRemove((region, type, unit), out _);
            throw;
        }
    }

    private async Task<decimal?> ReadAsync(string region, string type, string unit, CancellationToken cancellationToken)
    {
        (string Field, string Value)[] filters = unit == Volumes
            ? [("regionCode", region), ("productFamily", "Storage"), ("volumeApiName", type)]
            :
            [
                ("regionCode", region), ("instanceType", type), ("operatingSystem", "Linux"), ("tenancy", "Shared"),
                ("preInstalledSw", "NA"), ("capacitystatus", "Used"),
            ];
        JsonObject body = new()
        {
            ["ServiceCode"] = "AmazonEC2",
            ["Filters"] = new JsonArray(
            [
                .. filters.Select(f => new JsonObject { ["Type"] = "TERM_MATCH", ["Field"] = f.Field, ["Value"] = f.Value }),
            ]),
            ["FormatVersion"] = "aws_v1",
            ["MaxResults"] = 100,
        };
        return (await requests(EndpointOf(region)).ReadAsync(
            "GetProducts", body, response => Price(response, unit), cancellationToken).ConfigureAwait(false)).Value;
    }

    // The service exists in three regions; each has the prices of all regions.
    private static string EndpointOf(string region) => region.Split('-')[0] switch
    {
        "eu" or "me" or "af" or "il" => "eu-central-1",
        "ap" => "ap-south-1",
        _ => "us-east-1",
    };

    /// <summary>The only price per unit. The entries of the list are JSON in strings. Of several different prices, none is
    /// right.</summary>
    private static decimal? Price(JsonObject response, string unit)
    {
        decimal[] prices =
        [
            .. (response["PriceList"] as JsonArray ?? [])
                .Select(entry => JsonNode.Parse(entry!.GetValue<string>())?["terms"]?["OnDemand"] as JsonObject)
                .SelectMany(terms => terms?.Select(t => t.Value) ?? [])
                .SelectMany(term => (term?["priceDimensions"] as JsonObject)?.Select(d => d.Value) ?? [])
                .Where(d => d?["unit"]?.GetValue<string>() == unit)
                .Select(d => d!["pricePerUnit"]?["USD"]?.GetValue<string>())
                .OfType<string>()
                .Select(p => decimal.Parse(p, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture))
                .Distinct(),
        ];
        return prices is [decimal only] ? only : null;
    }
}
