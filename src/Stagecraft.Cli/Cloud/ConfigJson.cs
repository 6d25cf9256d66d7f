using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Stagecraft.Cli.Cloud;

/// <summary>Converts YAML to JSON. A plain scalar that is a JSON literal stays one; every other scalar becomes a string.</summary>
internal static partial class ConfigJson
{
    internal static JsonNode? Of(ConfigNode node) => node switch
    {
        ConfigMapping mapping => new JsonObject(mapping.Entries.Select(e => KeyValuePair.Create(e.Key, Of(e.Value)))),
        ConfigSequence sequence => new JsonArray([.. sequence.Items.Select(Of)]),
        ConfigScalar { IsQuoted: false, Value: { } value } when value is "true" or "false" || Number().IsMatch(value) =>
            JsonNode.Parse(value),
        _ => ((ConfigScalar)node).Value,
    };

    [GeneratedRegex(@"^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
