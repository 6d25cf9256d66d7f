using System.Text.Json;
using System.Text.Unicode;

namespace Stagecraft.DigitalOcean.Sandbox.Model;

/// <summary>Reads conditions from JSON.</summary>
internal static class ConditionsReader
{
    private static readonly Dictionary<string, Func<SandboxConditions, ConditionsValue, SandboxConditions>> Members =
        new(StringComparer.Ordinal)
        {
            ["seed"] = (all, value) => all with { Seed = value.Integer(long.MinValue, long.MaxValue) },
            ["boot"] = (all, value) => all with { Boot = value.Duration() },
            ["boot_spread"] = (all, value) => all with { BootSpread = value.Duration() },
            ["destroy"] = (all, value) => all with { Destroy = value.Duration() },
            ["destroy_spread"] = (all, value) => all with { DestroySpread = value.Duration() },
            ["action_time"] = (all, value) => all with { ActionTime = value.Duration() },
            ["list_lag"] = (all, value) => all with { ListLag = value.Duration() },
            ["read_lag"] = (all, value) => all with { ReadLag = value.Duration() },
            ["tag_lag"] = (all, value) => all with { TagLag = value.Duration() },
            ["latency"] = (all, value) => all with { Latency = value.Duration() },
            ["rate_limit"] = (all, value) => all with { RateLimit = value.Boolean() },
            ["tag_read"] = (all, value) => all with { CanReadTags = value.Boolean() },
            ["action_read"] = (all, value) => all with { CanReadActions = value.Boolean() },
            ["faults"] = (all, value) => all with { Faults = [.. value.Items().Select(FaultReader.Read)] },
        };

    public static SandboxConditions Read(ReadOnlySpan<byte> json, SandboxConditions start)
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

        SandboxConditions result = start.ConditionsOnly();
        foreach (ConditionsValue member in new ConditionsValue(root, "").Members())
        {
            result = Members.TryGetValue(member.Name, out Func<SandboxConditions, ConditionsValue, SandboxConditions>? set)
                ? set(result, member)
                : throw member.Error($"is unknown; known members: {string.Join(", ", Members.Keys)}");
        }

        return result;
    }
}
