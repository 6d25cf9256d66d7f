using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace Stagecraft.Aws.Api.Client;

/// <summary>The prices of instance types. Each is read once.</summary>
internal sealed class PriceClient(Func<string, JsonRequests> requests)
{
    private readonly ConcurrentDictionary<(string Region, string Type), Lazy<Task<decimal?>>> _prices = [];

    /// <summary>The price of an hour in USD: Linux, on demand, shared tenancy; null if the price list does not have one.</summary>
    /// <exception cref="CloudException">The price list cannot be read.</exception>
    public Task<decimal?> GetHourlyAsync(string region, string type, CancellationToken cancellationToken) =>
        _prices.GetOrAdd((region, type), key => new(() => ReadOnceAsync(key.Region, key.Type, cancellationToken))).Value;

    // A canceled read is no result.
    private async Task<decimal?> ReadOnceAsync(string region, string type, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAsync(region, type, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            _prices.TryRemove((region, type), out _);
            throw;
        }
    }

    private async Task<decimal?> ReadAsync(string region, string type, CancellationToken cancellationToken)
    {
        (string Field, string Value)[] filters =
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
        return (await requests(EndpointOf(region)).ReadAsync("GetProducts", body, Price, cancellationToken).ConfigureAwait(false)).Value;
    }

    // The service exists in three regions; each has the prices of all regions.
    private static string EndpointOf(string region) => region.Split('-')[0] switch
    {
        "eu" or "me" or "af" or "il" => "eu-central-1",
        "ap" => "ap-south-1",
        _ => "us-east-1",
    };

    /// <summary>The only price per hour. The entries of the list are JSON in strings. Of several different prices, none is
    /// right.</summary>
    private static decimal? Price(JsonObject response)
    {
        decimal[] prices =
        [
            .. (response["PriceList"] as JsonArray ?? [])
                .Select(entry => JsonNode.Parse(entry!.GetValue<string>())?["terms"]?["OnDemand"] as JsonObject)
                .SelectMany(terms => terms?.Select(t => t.Value) ?? [])
                .SelectMany(term => (term?["priceDimensions"] as JsonObject)?.Select(d => d.Value) ?? [])
                .Where(d => d?["unit"]?.GetValue<string>() == "Hrs")
                .Select(d => d!["pricePerUnit"]?["USD"]?.GetValue<string>())
                .OfType<string>()
                .Select(p => decimal.Parse(p, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture))
                .Distinct(),
        ];
        return prices is [decimal only] ? only : null;
    }
}
