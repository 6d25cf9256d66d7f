using System.Text.Json;
using System.Text.Json.Nodes;
using Stagecraft.Aws.Sandbox.Core;
using Stagecraft.Aws.Sandbox.Data;
using Stagecraft.Aws.Sandbox.Protocol;

namespace Stagecraft.Aws.Sandbox.Endpoints.Services;

/// <summary>The Price List service, for EC2.</summary>
internal static class Products
{
    private const string Term = "JRTCKXETXF";
    private const string Rate = "6YS6EN2CT7";
    private const string Effective = "2026-09-01T00:00:00Z";
    private const string FormatVersion = "aws_v1";

    private static readonly string[] Endpoints = ["us-east-1", "eu-central-1", "ap-south-1"];

    public static ApiResult Get(ApiCall call)
    {
        if (!Endpoints.Contains(call.Region.Name, StringComparer.Ordinal))
        {
            throw Invalid($"The service has no endpoint in {call.Region.Name}. Endpoints: {string.Join(", ", Endpoints)}.");
        }

        if (JsonInput.Required(call.Json, "ServiceCode") != "AmazonEC2")
        {
            throw AwsError.BadRequest("NotFoundException", "The sandbox has only products of the service AmazonEC2.");
        }

        IReadOnlyList<KeyValuePair<string, string>> filters = [.. JsonInput.List(call.Json, "Filters").Select(ReadFilter)];
        IEnumerable<Product> products = filters.Where(filter => filter.Key == ProductTable.InstanceType)
            .Select(filter => ProductTable.OfType(filter.Value)).FirstOrDefault(ProductTable.All);
        List<Product> matches = [.. products.Where(product => filters.All(filter => Matches(product, filter)))];
        (IReadOnlyList<Product> page, string? next) = JsonInput.Page(call.Json, matches, 100, "InvalidNextTokenException");
        JsonObject result = new JsonObject
        {
            ["FormatVersion"] = FormatVersion,
            ["PriceList"] = new JsonArray([.. page.Select(product => (JsonNode)PriceOf(product).ToJsonString())]),
        };
        if (next is not null)
        {
            result["NextToken"] = next;
        }

        return ApiResult.OfJson(result);
    }

    private static KeyValuePair<string, string> ReadFilter(JsonElement filter) =>
        JsonInput.Required(filter, "Type") is "TERM_MATCH" or "EQUALS"
            ? KeyValuePair.Create(JsonInput.Required(filter, "Field"), JsonInput.Required(filter, "Value"))
            : throw Invalid("The sandbox has only filters of the type TERM_MATCH.");

    private static bool Matches(Product product, KeyValuePair<string, string> filter) =>
        filter.Key == "productFamily" ? product.Family == filter.Value
        : product.Attributes.TryGetValue(filter.Key, out string? value) && value == filter.Value;

    private static JsonObject PriceOf(Product product) => new()
    {
        ["product"] = new JsonObject
        {
            ["productFamily"] = product.Family,
            ["attributes"] = new JsonObject(product.Attributes.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value))),
            ["sku"] = product.Sku,
        },
        ["serviceCode"] = "AmazonEC2",
        ["terms"] = new JsonObject { ["OnDemand"] = new JsonObject { [$"{product.Sku}.{Term}"] = Terms(product) } },
        ["version"] = "20260901000000",
        ["publicationDate"] = Effective,
    };

    private static JsonObject Terms(Product product) => new()
    {
        ["priceDimensions"] = new JsonObject
        {
            [$"{product.Sku}.{Term}.{Rate}"] = new JsonObject
            {
                ["unit"] = product.Unit,
                ["beginRange"] = "0",
                ["endRange"] = "Inf",
                ["description"] = product.Description,
                ["appliesTo"] = new JsonArray(),
                ["rateCode"] = $"{product.Sku}.{Term}.{Rate}",
                ["pricePerUnit"] = new JsonObject { ["USD"] = product.Price.ToString("F10", CultureInfo.InvariantCulture) },
            },
        },
        ["sku"] = product.Sku,
        ["effectiveDate"] = Effective,
        ["offerTermCode"] = Term,
        ["termAttributes"] = new JsonObject(),
    };

    private static AwsError Invalid(string message) => AwsError.BadRequest("InvalidParameterException", message);
}
