using NJsonSchema;
using NSwag;

namespace Stagecraft.DigitalOcean.Sandbox.Tests.Contract;

/// <summary>
/// All deviations from the specification. Status 422 is not one, because <c>default</c> covers it. Neither is the limit of ten names per
/// create: the schema allows more, and the sandbox returns fewer.
/// </summary>
internal static class SpecificationErrors
{
    public static readonly SpecificationError[] All =
    [
        new("Tags: `imgages` for `images`; the examples use `images`.", document =>
        {
            IDictionary<string, JsonSchemaProperty> kinds = Schema(document, "tags").Properties["resources"].AllOf.Last().Properties;
            if (!kinds.Remove("imgages", out JsonSchemaProperty? images))
            {
                return false;
            }

            kinds["images"] = images;
            return true;
        }),
        new("Images: AlmaLinux is missing from the distributions, although DigitalOcean has offered almalinux-9-x64 for years.",
            document => Allow(document, "distribution", "AlmaLinux")),
        new("Regions: atl1 is missing from the slugs of images, although other parts of the file use it.",
            document => Allow(document, "region_slug", "atl1")),
        new("Droplets: `tags` is required, although its description requires a token with tag:read.",
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
