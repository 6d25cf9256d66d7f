using System.Text.Json.Serialization;

namespace Stagecraft.Plans;

/// <summary>A field of a resource: what the config declares and what the cloud reports.</summary>
/// <param name="Name">The field's name, for example <c>size</c>.</param>
/// <param name="Declared">The declared or expected value; null where there is none.</param>
/// <param name="Actual">The actual value; null where there is none.</param>
public sealed record FieldDifference(string Name, string? Declared, string? Actual)
{
    /// <summary>Whether the plan changes the field of an existing resource in place. Otherwise a difference is drift. Default:
    /// false.</summary>
    [JsonPropertyName("updated")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsUpdated { get; init; }
}
