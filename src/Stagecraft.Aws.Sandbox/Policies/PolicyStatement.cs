using System.Text.Json;
using Stagecraft.Aws.Sandbox.Protocol;

namespace Stagecraft.Aws.Sandbox.Policies;

/// <summary>A statement of a policy.</summary>
/// <param name="IsAllow">Whether the effect is Allow, not Deny.</param>
/// <param name="Actions">The patterns of actions.</param>
/// <param name="Resources">The patterns of resources.</param>
/// <param name="Conditions">The conditions; all must be met.</param>
internal sealed record PolicyStatement(
    bool IsAllow, IReadOnlyList<string> Actions, IReadOnlyList<string> Resources, IReadOnlyList<PolicyCondition> Conditions)
{
    private static readonly string[] Elements = ["Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Condition"];

    /// <summary>Whether the patterns name the actions that the statement does not apply to.</summary>
    public bool IsNotAction { get; init; }

    /// <summary>Whether the patterns name the resources that the statement does not apply to.</summary>
    public bool IsNotResource { get; init; }

    public static PolicyStatement Parse(JsonElement statement)
    {
        foreach (JsonProperty member in statement.EnumerateObject())
        {
            if (!Elements.Contains(member.Name, StringComparer.Ordinal))
            {
                throw new ArgumentException($"The sandbox does not evaluate the policy element {member.Name}.");
            }
        }

        bool isNotAction = statement.TryGetProperty("NotAction", out JsonElement actions);
        bool isNotResource = statement.TryGetProperty("NotResource", out JsonElement resources);
        return new PolicyStatement(
            EffectOf(statement),
            Texts(isNotAction ? actions : Required(statement, "Action")),
            Texts(isNotResource ? resources : Required(statement, "Resource")),
            statement.TryGetProperty("Condition", out JsonElement conditions) ? PolicyCondition.Parse(conditions) : [])
        {
            IsNotAction = isNotAction,
            IsNotResource = isNotResource,
        };
    }

    /// <summary>The items of an array; a single value is an array of one.</summary>
    public static IEnumerable<JsonElement> Items(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : [value];

    /// <summary>The strings of a value; booleans and numbers count as strings.</summary>
    public static IReadOnlyList<string> Texts(JsonElement value) => [.. Items(value).Select(item => item.ValueKind switch
    {
        JsonValueKind.String => item.GetString()!,
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Number => item.GetRawText(),
        _ => throw new ArgumentException("A policy element has a value that is not a string."),
    })];

    public bool Matches(PolicyRequest request) =>
        Actions.Any(pattern => FilterPattern.Matches(pattern.ToLowerInvariant(), request.Action.ToLowerInvariant())) != IsNotAction
        && Resources.Any(pattern => MatchesResource(pattern, request)) != IsNotResource
        && Conditions.All(condition => condition.IsMet(request.Keys));

    private static bool MatchesResource(string pattern, PolicyRequest request) =>
        pattern == "*" || FilterPattern.Matches(pattern, request.Resource);

    private static bool EffectOf(JsonElement statement) => Required(statement, "Effect").GetString() switch
    {
        "Allow" => true,
        "Deny" => false,
        string other => throw new ArgumentException($"The policy effect {other} is not Allow or Deny."),
        null => throw new ArgumentException("A policy statement has no Effect."),
    };

    private static JsonElement Required(JsonElement statement, string name) => statement.TryGetProperty(name, out JsonElement member)
        ? member
        : throw new ArgumentException($"A policy statement has no {name}.");
}
