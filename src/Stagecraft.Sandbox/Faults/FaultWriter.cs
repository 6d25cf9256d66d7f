using System.Text.Json;
using Stagecraft.Sandbox.Conditions;

namespace Stagecraft.Sandbox.Faults;

/// <summary>Writes fault rules with their counts as JSON.</summary>
internal static class FaultWriter
{
    public static void Write(Utf8JsonWriter json, IEnumerable<SandboxFaultRule> rules, FaultProfile profile)
    {
        json.WriteStartArray("faults");
        foreach (SandboxFaultRule rule in rules)
        {
            Write(json, rule, profile);
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, SandboxFaultRule rule, FaultProfile profile)
    {
        SandboxFault fault = rule.Fault;
        json.WriteStartObject();
        json.WriteString("fault", FaultKinds.NameOf(fault.Kind));
        if (FaultKinds.IsForMachines(fault.Kind))
        {
            json.WriteString(profile.MachineMember, fault.Machine);
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
