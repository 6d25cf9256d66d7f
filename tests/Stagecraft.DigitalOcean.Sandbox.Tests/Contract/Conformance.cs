using System.Text.Json;
using NJsonSchema;
using NJsonSchema.Validation;
using NSwag;
using Stagecraft.DigitalOcean.Sandbox.Tests.Support;

namespace Stagecraft.DigitalOcean.Sandbox.Tests.Contract;

/// <summary>Holds an answer against what the specification says of the operation and the status.</summary>
internal static class Conformance
{
    private const string MediaType = "application/json";

    public static void Check(Operation operation, Reply reply)
    {
        OpenApiResponse answer = operation.AnswerOf(reply.Status);
        IEnumerable<string> complaints = [.. Headers(answer, reply), .. Body(answer, reply)];
        string.Join('\n', complaints).Should().BeEmpty(
            "that is what the specification says of {0} {1}: {2}", operation.Name, reply.Status, reply.Text);
    }

    /// <summary>The schema of an answer's body; null, where the answer has none.</summary>
    public static JsonSchema? SchemaOf(OpenApiResponse answer) =>
        answer.Content.TryGetValue(MediaType, out OpenApiMediaType? content) ? content.Schema : null;

    private static IEnumerable<string> Headers(OpenApiResponse answer, Reply reply)
    {
        foreach ((string? name, OpenApiHeader? header) in answer.Headers)
        {
            if (!reply.Headers.TryGetValues(name, out IEnumerable<string>? values) && !reply.ContentHeaders.TryGetValues(name, out values))
            {
                yield return $"no header {name}";
                continue;
            }

            string value = values.Single();
            bool isNumber = header.ActualSchema.Type == JsonObjectType.Integer && long.TryParse(value, out _);
            foreach (ValidationError error in header.ActualSchema.Validate(isNumber ? value : JsonSerializer.Serialize(value), SchemaType.OpenApi3))
            {
                yield return $"header {name}: {error}";
            }
        }
    }

    private static IEnumerable<string> Body(OpenApiResponse answer, Reply reply)
    {
        if (SchemaOf(answer) is not { } schema)
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
