using System.Text.Json;
using Stagecraft.Sandbox.Conditions;
using Stagecraft.Sandbox.Faults;

namespace Stagecraft.DigitalOcean.Sandbox.Model;

/// <summary>Writes conditions as the JSON that <see cref="ConditionsReader"/> reads.</summary>
internal static class ConditionsWriter
{
    public static void Write(Utf8JsonWriter json, SandboxConditions conditions, IEnumerable<SandboxFaultRule> rules)
    {
        json.WriteNumber("seed", conditions.Seed);
        json.WriteString("boot", DurationText.Of(conditions.Boot));
        json.WriteString("boot_spread", DurationText.Of(conditions.BootSpread));
        json.WriteString("destroy", DurationText.Of(conditions.Destroy));
        json.WriteString("destroy_spread", DurationText.Of(conditions.DestroySpread));
        json.WriteString("action_time", DurationText.Of(conditions.ActionTime));
        json.WriteString("list_lag", DurationText.Of(conditions.ListLag));
        json.WriteString("read_lag", DurationText.Of(conditions.ReadLag));
        json.WriteString("tag_lag", DurationText.Of(conditions.TagLag));
        json.WriteString("latency", DurationText.Of(conditions.Latency));
        json.WriteBoolean("rate_limit", conditions.RateLimit);
        json.WriteBoolean("tag_read", conditions.CanReadTags);
        json.WriteBoolean("action_read", conditions.CanReadActions);
        FaultWriter.Write(json, rules, DropletFaults.Profile);
    }
}
