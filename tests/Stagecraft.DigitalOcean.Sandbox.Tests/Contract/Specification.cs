using System.Text.Json.Nodes;
using NSwag;

namespace Stagecraft.DigitalOcean.Sandbox.Tests.Contract;

/// <summary>The OpenAPI file of DigitalOcean. It is not part of this repository.</summary>
internal static class Specification
{
    private const string Variable = "STAGECRAFT_OPENAPI";
    private const string Examples = "#/components/examples/";

    private static readonly Lazy<Task<OpenApiDocument>> Fixed = new(async () =>
    {
        OpenApiDocument document = await Read();
        foreach (SpecificationError slip in SpecificationErrors.All)
        {
            slip.Fix(document);
        }

        return document;
    });

    public static bool IsThere => File.Exists(FilePath);

    private static string? FilePath => Environment.GetEnvironmentVariable(Variable);

    /// <summary>The file with known errors fixed. Skips the test if there is no file.</summary>
    public static Task<OpenApiDocument> Load()
    {
        RequireFile();
        return Fixed.Value;
    }

    /// <summary>The unmodified file, which a test may change. Skips the test if there is no file.</summary>
    public static Task<OpenApiDocument> LoadAsItIs()
    {
        RequireFile();
        return Read();
    }

    public static async Task<Operation> Operation(string name) =>
        (await Operations()).SingleOrDefault(operation => operation.Name == name)
        ?? throw new InvalidOperationException($"The specification has no {name}.");

    public static async Task<IReadOnlyList<Operation>> Operations() =>
    [
        .. (await Load()).Paths.SelectMany(path => path.Value.Select(entry =>
            new Operation(entry.Key.ToUpperInvariant(), path.Key, entry.Value))),
    ];

    private static void RequireFile() => Assert.SkipUnless(IsThere, $"""
        SKIPPED, so nothing was compared with DigitalOcean's specification: {Variable} does not name a file.
        Bundle the public repository digitalocean/openapi to JSON and set {Variable} to the result:
        npx @redocly/cli bundle specification/DigitalOcean-public.v2.yaml -o openapi.json
        """);

    private static async Task<OpenApiDocument> Read()
    {
        JsonNode root = JsonNode.Parse(await File.ReadAllTextAsync(FilePath!))!;
        JsonObject examples = root["components"]?["examples"]?.AsObject() ?? [];
        // The library resolves all references except those to examples.
        foreach (JsonObject? reference in Objects(root).Where(node => Target(node).StartsWith(Examples, StringComparison.Ordinal)).ToList())
        {
            reference.ReplaceWith(examples[Target(reference)[Examples.Length..]]!.DeepClone());
        }

        return await OpenApiDocument.FromJsonAsync(root.ToJsonString());
    }

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject map => map.SelectMany(member => Objects(member.Value)).Prepend(map),
        JsonArray list => list.SelectMany(Objects),
        _ => [],
    };

    private static string Target(JsonObject node) =>
        node["$ref"] is JsonValue value && value.TryGetValue<string>(out string? text) ? text : "";
}
