using System.Text.Json;
using System.Text.Unicode;

namespace Stagecraft.Sandbox.Conditions;

/// <summary>Reads conditions from JSON.</summary>
internal static class ConditionsReader
{
    /// <param name="json">The JSON, in UTF-8.</param>
    /// <param name="start">The conditions that provide the missing members.</param>
    /// <param name="members">What each member changes, by its name.</param>
    /// <exception cref="SandboxConditionsException">The input is not JSON, or a member is unknown or invalid.</exception>
    public static T Read<T>(ReadOnlySpan<byte> json, T start, IReadOnlyDictionary<string, Func<T, ConditionsValue, T>> members)
    {
        if (!Utf8.IsValid(json))
        {
            throw new SandboxConditionsException("", "must be JSON in UTF-8");
        }

        JsonElement root;
        try
        {
            root = JsonElement.Parse(json);
        }
        catch (JsonException)
        {
            throw new SandboxConditionsException("", "must be JSON");
        }

        T result = start;
        foreach (ConditionsValue member in new ConditionsValue(root, "").Members())
        {
            result = members.TryGetValue(member.Name, out Func<T, ConditionsValue, T>? set)
                ? set(result, member)
                : throw member.Error($"is unknown; known members: {string.Join(", ", members.Keys)}");
        }

        return result;
    }
}
