using System.Text.Json;
using NJsonSchema;
using NJsonSchema.Validation;
using NSwag;
using Stagecraft.DigitalOcean.Sandbox.Tests.Support;

namespace Stagecraft.DigitalOcean.Sandbox.Tests.Contract;

/// <summary>Verifies a response against the specification of the operation and status.</summary>
internal static class Conformance
{
    private const string MediaType = "application/json";

    public static void Check(Operation operation, Reply reply)
    {
        OpenApiResponse response = operation.ResponseOf(reply.Status);
        IEnumerable<string> problems = [.. Headers(response, reply), .. Body(response, reply)];
        string.Join('\n', problems).Should().BeEmpty(
            "the response must match the specification of {0} {1}: {2}", operation.Name, reply.Status, reply.Text);
    }

    /// <summary>The schema of the response body; null for a response without a body.</summary>
    public static JsonSchema? SchemaOf(OpenApiResponse response) =>
        response.Content.TryGetValue(MediaType, out OpenApiMediaType? content) ? content.Schema : null;

    private static IEnumerable<string> Headers(OpenApiResponse response, Reply reply)
    {
        foreach ((string? name, OpenApiHeader? header) in response.Headers)
        {
            if (!reply.Headers.TryGetValues(name, out IEnumerable<string>? values) && !reply.ContentHeaders.TryGetValues(name, out values))
            {
                yield return $"no header {name}";
                continue;
            }

            string value = values.Single();
            bool isNumber = header.ActualSchema.Type == JsonObjectType.Integer && long.TryParse(value, out _);
            string json = isNumber ? value : JsonSerializer.Serialize(value);
            foreach (ValidationError error in header.ActualSchema.Validate(json, SchemaType.OpenApi3))
            {
                yield return $"header {name}: {error}";
            }
        }
    }

    private static IEnumerable<string> Body(OpenApiResponse response, Reply reply)
    {
        if (SchemaOf(response) is not { } schema)
        {
            return reply.Text.Length == 0 ? [] : ["a body"];
        }

        if (reply.ContentHeaders.ContentType?.MediaType != MediaType)
        {
            return [$"content type {reply.ContentHeaders.ContentType}"];
        }

        Members members = new Members();
        members.Read(reply.Json, schema);
        return schema.Validate(reply.Text, SchemaType.OpenApi3).Select(error => error.ToString())
            .Concat(members.Undocumented.Select(member => $"undocumented: {member}"));
    }
}
