using System.Text.Json;

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
        json.WriteStartArray("faults");
        foreach (SandboxFaultRule rule in rules)
        {
            Write(json, rule);
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, SandboxFaultRule rule)
    {
        SandboxFault fault = rule.Fault;
        json.WriteStartObject();
        json.WriteString("fault", FaultKinds.NameOf(fault.Kind));
        if (FaultKinds.IsForDroplets(fault.Kind))
        {
            json.WriteString("droplet", fault.Droplet);
        }
        else
        {
            json.WriteString("on", fault.On);
        }

        json.WriteNumber("skip", fault.Skip);
        if (fault.Times is { } times)
        {
            json.WriteNumber("times", times);
        }
        else
        {
            json.WriteNull("times");
        }

        json.WriteNumber("chance", fault.Chance);
        if (fault.Status is { } status)
        {
            json.WriteNumber("status", status);
        }

        if (fault.RetryAfter is { } wait)
        {
            json.WriteNumber("retry_after", (long)wait.TotalSeconds);
        }

        if (fault.Delay is { } delay)
        {
            json.WriteString("delay", DurationText.Of(delay));
        }

        json.WriteNumber("seen", rule.Seen);
        json.WriteNumber("hits", rule.Hits);
        json.WriteEndObject();
    }
}
