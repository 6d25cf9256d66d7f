using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Stagecraft.Plans;

/// <summary>The JSON contract of plan files: every key once, with its type, and no other key.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    MaxDepth = PlanFile.MaxDepth)]
[JsonSerializable(typeof(PlanDocument))]
internal sealed partial class PlanJson : JsonSerializerContext
{
    // More digits than any price has, few enough for sums and differences.
    private const int MaxMoney = 18;

    public static JsonTypeInfo<PlanDocument> Document => field ??= (JsonTypeInfo<PlanDocument>)new JsonSerializerOptions(Default.Options)
    {
        Converters =
        {
            new TextConverter<ResourceId>(
                "an id: write a string that is not empty", text => string.IsNullOrWhiteSpace(text) ? null : new(text), id => id.Value),
            new TextConverter<decimal>(
                "an amount: write a string with two decimals, for example \"48.00\"",
                Money,
                amount => amount.ToString("0.00", CultureInfo.InvariantCulture)),
            Words<Approval>(),
            Words<DeleteReason>(),
            new ResourceActionsConverter(),
        },
        TypeInfoResolver = Default.WithAddedModifier(RemoveIgnored),
    }.GetTypeInfo(typeof(PlanDocument));

    private static decimal? Money(string text) =>
        text.Length <= MaxMoney
            && decimal.TryParse(
                text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal amount)
            ? amount
            : null;

    private static TextConverter<T> Words<T>()
        where T : struct, Enum => new(
            $"one of: {string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant()}",
            text => Enum.TryParse(text, ignoreCase: true, out T value) && Enum.IsDefined(value) ? value : null,
            JsonWord.Of);

    // The serializer accepts the keys of ignored properties.
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
