using NJsonSchema;
using NSwag;
using Stagecraft.DigitalOcean.Sandbox.Storage;

namespace Stagecraft.DigitalOcean.Sandbox.Tests.Contract;

/// <summary>
/// All exceptions to the specification. That 422 is listed nowhere is none: it comes under <c>default</c>. Nor are the ten names at most of
/// a create: the schema allows more, the sandbox answers with fewer.
/// </summary>
internal static class Slips
{
    public static readonly Slip[] All =
    [
        new("Tags: `imgages` for `images`; the examples have `images`.", document =>
        {
            IDictionary<string, JsonSchemaProperty> kinds = Schema(document, "tags").Properties["resources"].AllOf.Last().Properties;
            if (!kinds.Remove("imgages", out JsonSchemaProperty? images)) { return false; } kinds["images"] = images;
            return true;
        }),
        new("Images: AlmaLinux is missing from the distributions, although DigitalOcean has had almalinux-9-x64 for years.",
            document => Allow(document, "distribution", "AlmaLinux")),
        new("Regions: atl1 is missing from the slugs of images, although other parts of the file use it.",
            document => Allow(document, "region_slug", "atl1")),
        new("Droplets: `tags` is required, although its own description says that it takes a token with tag:read.",
            document => Schema(document, "droplet").RequiredProperties.Remove("tags")),
    ];

    private static JsonSchema Schema(OpenApiDocument document, string name) => document.Components.Schemas[name];

    private static bool Allow(OpenApiDocument document, string schema, string word)
    {
        ICollection<object?> words = Schema(document, schema).Enumeration;
        if (words.Contains(word))
        {
            return false;
        }

        words.Add(word);
        return true;
    }
}
