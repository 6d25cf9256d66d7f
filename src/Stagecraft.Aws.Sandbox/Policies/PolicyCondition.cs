using System.Text.Json;
using Stagecraft.Aws.Sandbox.Protocol;

namespace Stagecraft.Aws.Sandbox.Policies;

/// <summary>A condition of a statement: an operator, a key and the accepted values.</summary>
/// <param name="Operator">The operator without its prefix and suffix.</param>
/// <param name="Key">The condition key.</param>
/// <param name="Values">The values.</param>
internal sealed record PolicyCondition(string Operator, string Key, IReadOnlyList<string> Values)
{
    private const string ForAll = "ForAllValues:";
    private const string ForAny = "ForAnyValue:";
    private const string IfExists = "IfExists";

    private static readonly string[] Operators =
    [
        "StringEquals", "StringNotEquals", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase", "StringLike", "StringNotLike", "Null",
        "Bool", "ArnLike", "ArnEquals",
    ];

    /// <summary>Whether all values of the request must match, not any; a missing key meets the condition.</summary>
    public bool IsForAll { get; init; }

    /// <summary>Whether a missing key meets the condition.</summary>
    public bool IsIfExists { get; init; }

    public static IReadOnlyList<PolicyCondition> Parse(JsonElement conditions) =>
    [
        .. from test in conditions.EnumerateObject()
           from key in test.Value.EnumerateObject()
           select Of(test.Name, key.Name, PolicyStatement.Texts(key.Value)),
    ];

    /// <summary>Whether the values of a request meet the condition.</summary>
    public bool IsMet(IReadOnlyDictionary<string, IReadOnlyList<string>> keys)
    {
        IReadOnlyList<string> actual = keys.FirstOrDefault(pair => IsSameKey(pair.Key, Key)).Value ?? [];
        if (Operator == "Null")
        {
            return Values.Contains(actual.Count == 0 ? "true" : "false");
        }

        bool isNegated = Operator.Contains("Not", StringComparison.Ordinal);
        return actual.Count == 0 ? isNegated || IsIfExists || IsForAll
            : IsForAll ? actual.All(value => Matches(value) != isNegated)
            : isNegated ? !actual.Any(Matches)
            : actual.Any(Matches);
    }

    private static PolicyCondition Of(string test, string key, IReadOnlyList<string> values)
    {
        bool isForAll = test.StartsWith(ForAll, StringComparison.Ordinal);
        bool isForAny = test.StartsWith(ForAny, StringComparison.Ordinal);
        string name = isForAll ? test[ForAll.Length..] : isForAny ? test[ForAny.Length..] : test;
        bool isIfExists = name.EndsWith(IfExists, StringComparison.Ordinal);
        name = isIfExists ? name[..^IfExists.Length] : name;
        return Operators.Contains(name, StringComparer.Ordinal)
            ? new PolicyCondition(name, key, values) { IsForAll = isForAll, IsIfExists = isIfExists }
            : throw new ArgumentException($"The sandbox does not evaluate the policy operator {test}.");
    }

    /// <summary>The name of a key has any case; the tag key after a slash is case-sensitive.</summary>
    private static bool IsSameKey(string first, string second)
    {
        int slash = first.IndexOf('/', StringComparison.Ordinal);
        return slash < 0
            ? string.Equals(first, second, StringComparison.OrdinalIgnoreCase)
            : second.Length == first.Length
                && second.StartsWith(first[..slash], StringComparison.OrdinalIgnoreCase)
                && second[slash..] == first[slash..];
    }

    private bool Matches(string value) => Operator switch
    {
        "StringLike" or "StringNotLike" or "ArnLike" or "ArnEquals" => Values.Any(pattern => FilterPattern.Matches(pattern, value)),
        "StringEqualsIgnoreCase" or "StringNotEqualsIgnoreCase" or "Bool" => Values.Contains(value, StringComparer.OrdinalIgnoreCase),
        _ => Values.Contains(value, StringComparer.Ordinal),
    };
}
