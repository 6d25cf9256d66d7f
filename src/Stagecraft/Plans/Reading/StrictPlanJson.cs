using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Stagecraft.Plans.Reading;

/// <summary>The JSON contract for reading plan files. An ignored property would be accepted as a key and skipped, so it is removed.</summary>
internal static class StrictPlanJson
{
    public static JsonTypeInfo<PlanDocument> Plan { get; } = (JsonTypeInfo<PlanDocument>)new JsonSerializerOptions(PlanJson.Default.Options)
    {
        TypeInfoResolver = PlanJson.Default.WithAddedModifier(RemoveIgnored),
    }.GetTypeInfo(typeof(PlanDocument));

    private static void RemoveIgnored(JsonTypeInfo type)
    {
        for (int i = type.Properties.Count - 1; i >= 0; i--)
        {
            if (type.Properties[i] is { Get: null, Set: null })
            {
                type.Properties.RemoveAt(i);
            }
        }
    }
}
