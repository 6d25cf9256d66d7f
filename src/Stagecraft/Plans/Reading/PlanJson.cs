using System.Text.Json.Serialization;

namespace Stagecraft.Plans.Reading;

/// <summary>The JSON contract of plan files: every key once, with its type, and no other key.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    MaxDepth = PlanFile.MaxDepth,
    Converters =
    [
        typeof(MachineIdConverter), typeof(MoneyConverter), typeof(ResourceActionsConverter), typeof(WordConverter<Approval>), typeof(WordConverter<DeleteReason>),
    ])]
[JsonSerializable(typeof(PlanDocument))]
internal sealed partial class PlanJson : JsonSerializerContext;
