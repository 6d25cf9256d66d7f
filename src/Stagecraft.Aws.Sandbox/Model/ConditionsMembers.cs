using System.Text.Json;
using Stagecraft.Sandbox.Conditions;
using Stagecraft.Sandbox.Faults;

namespace Stagecraft.Aws.Sandbox.Model;

/// <summary>The members of conditions in JSON.</summary>
internal static class ConditionsMembers
{
    private static readonly Dictionary<string, Func<AwsSandboxConditions, ConditionsValue, AwsSandboxConditions>> Members =
        new(StringComparer.Ordinal)
        {
            ["seed"] = (all, value) => all with { Seed = value.Integer(long.MinValue, long.MaxValue) },
            ["boot"] = (all, value) => all with { Boot = value.Duration() },
            ["stop"] = (all, value) => all with { Stop = value.Duration() },
            ["terminate"] = (all, value) => all with { Terminate = value.Duration() },
            ["volume_time"] = (all, value) => all with { VolumeTime = value.Duration() },
            ["volume_cooldown"] = (all, value) => all with { VolumeCooldown = value.Duration() },
            ["snapshot_time"] = (all, value) => all with { SnapshotTime = value.Duration() },
            ["terminated_visible"] = (all, value) => all with { TerminatedVisible = value.Duration() },
            ["list_lag"] = (all, value) => all with { ListLag = value.Duration() },
            ["filter_lag"] = (all, value) => all with { FilterLag = value.Duration() },
            ["read_lag"] = (all, value) => all with { ReadLag = value.Duration() },
            ["state_lag"] = (all, value) => all with { StateLag = value.Duration() },
            ["tag_lag"] = (all, value) => all with { TagLag = value.Duration() },
            ["omit_tags"] = (all, value) => all with { OmitTags = value.Boolean() },
            ["page_token_life"] = (all, value) => all with { PageTokenLife = value.Duration() },
            ["latency"] = (all, value) => all with { Latency = value.Duration() },
            ["throttle"] = (all, value) => all with { Throttle = value.Boolean() },
            ["token_mismatch"] = (all, value) => all with { TokenMismatch = Response(value) },
            ["token_terminated"] = (all, value) => all with { TokenTerminated = Response(value) },
            ["token_in_flight"] = (all, value) => all with { TokenInFlight = Response(value) },
            ["token_remembers_refusals"] = (all, value) => all with { TokenRemembersRefusals = value.Boolean() },
            ["token_per_access_key"] = (all, value) => all with { TokenPerAccessKey = value.Boolean() },
            ["token_memory"] = (all, value) => all with { TokenMemory = value.Duration() },
            ["no_capacity"] = (all, value) => all with { NoCapacity = [.. value.Items().Select(item => item.Text())] },
            ["vcpu_limit"] = (all, value) => all with { VcpuLimit = (int)value.Integer(0, int.MaxValue) },
            ["gpu_vcpu_limit"] = (all, value) => all with { GpuVcpuLimit = (int)value.Integer(0, int.MaxValue) },
            ["address_limit"] = (all, value) => all with { AddressLimit = (int)value.Integer(0, int.MaxValue) },
            ["quota_release"] = (all, value) => all with { QuotaRelease = value.Duration() },
            ["faults"] = (all, value) => all with { Faults = [.. value.Items().Select(i => FaultReader.Read(i, AwsFaults.Profile))] },
        };

    public static AwsSandboxConditions Read(ReadOnlySpan<byte> json, AwsSandboxConditions start) =>
        ConditionsReader.Read(json, start.ConditionsOnly(), Members);

    public static void Write(Utf8JsonWriter json, AwsSandboxConditions conditions, IEnumerable<SandboxFaultRule> rules)
    {
        json.WriteNumber("seed", conditions.Seed);
        WriteDurations(json, conditions);
        json.WriteBoolean("omit_tags", conditions.OmitTags);
        json.WriteBoolean("throttle", conditions.Throttle);
        json.WriteString("token_mismatch", NameOf(conditions.TokenMismatch));
        json.WriteString("token_terminated", NameOf(conditions.TokenTerminated));
        json.WriteString("token_in_flight", NameOf(conditions.TokenInFlight));
        json.WriteBoolean("token_remembers_refusals", conditions.TokenRemembersRefusals);
        json.WriteBoolean("token_per_access_key", conditions.TokenPerAccessKey);
        json.WriteStartArray("no_capacity");
        foreach (string pattern in conditions.NoCapacity)
        {
            json.WriteStringValue(pattern);
        }

        json.WriteEndArray();
        json.WriteNumber("vcpu_limit", conditions.VcpuLimit);
        json.WriteNumber("gpu_vcpu_limit", conditions.GpuVcpuLimit);
        json.WriteNumber("address_limit", conditions.AddressLimit);
        FaultWriter.Write(json, rules, AwsFaults.Profile);
    }

    private static void WriteDurations(Utf8JsonWriter json, AwsSandboxConditions conditions)
    {
        (string Name, TimeSpan Value)[] durations =
        [
            ("boot", conditions.Boot), ("stop", conditions.Stop), ("terminate", conditions.Terminate),
            ("volume_time", conditions.VolumeTime), ("volume_cooldown", conditions.VolumeCooldown),
            ("snapshot_time", conditions.SnapshotTime),
            ("terminated_visible", conditions.TerminatedVisible), ("list_lag", conditions.ListLag), ("filter_lag", conditions.FilterLag),
            ("read_lag", conditions.ReadLag), ("state_lag", conditions.StateLag), ("tag_lag", conditions.TagLag),
            ("page_token_life", conditions.PageTokenLife), ("latency", conditions.Latency), ("token_memory", conditions.TokenMemory),
            ("quota_release", conditions.QuotaRelease),
        ];
        foreach ((string name, TimeSpan value) in durations)
        {
            json.WriteString(name, DurationText.Of(value));
        }
    }

    private static AwsTokenResponse Response(ConditionsValue value) => value.Text() switch
    {
        "error" => AwsTokenResponse.Error,
        "instance" => AwsTokenResponse.Instance,
        _ => throw value.Error("must be error or instance"),
    };

    private static string NameOf(AwsTokenResponse response) => response == AwsTokenResponse.Error ? "error" : "instance";
}
