using Stagecraft.Sandbox.Conditions;
using Stagecraft.Sandbox.Faults;

namespace Stagecraft.DigitalOcean.Sandbox.Model;

/// <summary>The members of conditions in JSON.</summary>
internal static class ConditionsMembers
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
            ["faults"] = (all, value) => all with { Faults = [.. value.Items().Select(i => FaultReader.Read(i, DropletFaults.Profile))] },
        };

    public static SandboxConditions Read(ReadOnlySpan<byte> json, SandboxConditions start) =>
        ConditionsReader.Read(json, start.ConditionsOnly(), Members);
}
