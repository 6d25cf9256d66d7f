using System.Text.Json.Nodes;
using Stagecraft.Aws.Sandbox.Core;
using Stagecraft.Aws.Sandbox.Data;
using Stagecraft.Aws.Sandbox.Protocol;

namespace Stagecraft.Aws.Sandbox.Endpoints.Services;

/// <summary>The public parameters of Systems Manager that hold image IDs.</summary>
internal static class PublicParameters
{
    private const int MaxNames = 10;

    public static ApiResult GetParameter(ApiCall call)
    {
        string name = JsonInput.Required(call.Json, "Name");
        PublicImage image = PublicImageTable.FindParameter(name) ?? throw AwsError.BadRequest(
            "ParameterNotFound", $"The parameter {name} does not exist, or the sandbox does not have it.");
        return ApiResult.OfJson(new JsonObject { ["Parameter"] = Parameter(call, image) });
    }

    public static ApiResult GetParameters(ApiCall call)
    {
        List<string> names = [.. JsonInput.List(call.Json, "Names").Select(name => name.GetString() ?? "")];
        if (names.Count is 0 or > MaxNames)
        {
            throw JsonInput.Invalid($"The member Names must have from 1 to {MaxNames} items.");
        }

        return ApiResult.OfJson(new JsonObject
        {
            ["Parameters"] = Array(names.Select(PublicImageTable.FindParameter).OfType<PublicImage>().Distinct()
                .Select(image => Parameter(call, image))),
            ["InvalidParameters"] = Array(names.Where(name => PublicImageTable.FindParameter(name) is null).Select(name => (JsonNode)name)),
        });
    }

    public static ApiResult GetParametersByPath(ApiCall call)
    {
        string path = JsonInput.Required(call.Json, "Path").TrimEnd('/') + '/';
        bool isRecursive = JsonInput.Bool(call.Json, "Recursive");
        List<PublicImage> all = [.. PublicImageTable.All
            .Where(image => image.Parameter.StartsWith(path, StringComparison.Ordinal)
                && (isRecursive || !image.Parameter[path.Length..].Contains('/', StringComparison.Ordinal)))
            .OrderBy(image => image.Parameter, StringComparer.Ordinal)];
        (IReadOnlyList<PublicImage> page, string? next) = JsonInput.Page(call.Json, all, MaxNames, "InvalidNextToken");
        JsonObject result = new JsonObject { ["Parameters"] = Array(page.Select(image => Parameter(call, image))) };
        if (next is not null)
        {
            result["NextToken"] = next;
        }

        return ApiResult.OfJson(result);
    }

    private static JsonObject Parameter(ApiCall call, PublicImage image)
    {
        Image copy = image.In(call.Region.Name);
        return new JsonObject
        {
            ["ARN"] = $"arn:aws:ssm:{call.Region.Name}::parameter{image.Parameter}",
            ["DataType"] = "aws:ec2:image",
            ["LastModifiedDate"] = copy.CreatedAt.ToUnixTimeSeconds(),
            ["Name"] = image.Parameter,
            ["Type"] = "String",
            ["Value"] = copy.Id,
            ["Version"] = 1,
        };
    }

    private static JsonArray Array(IEnumerable<JsonNode> items) => [.. items];
}
