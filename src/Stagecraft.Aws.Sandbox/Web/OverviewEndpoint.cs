using System.Text.Json;
using Stagecraft.Aws.Sandbox.Hosting;
using Stagecraft.Aws.Sandbox.Instances;
using Stagecraft.Aws.Sandbox.Protocol;
using Stagecraft.Aws.Sandbox.State;
using Stagecraft.Sandbox.Faults;
using Stagecraft.Sandbox.Web;

namespace Stagecraft.Aws.Sandbox.Web;

/// <summary>The data of the page as JSON. Bounded in size, without credentials and user data.</summary>
internal sealed class OverviewEndpoint(SandboxApi api, TimeProvider time)
{
    private const int MaxInstances = 1000;
    private const int MaxRequests = 100;

    private readonly DateTimeOffset _startedAt = time.GetUtcNow();

    public IEnumerable<SiteRoute> Routes => [SiteRoute.Read("/sandbox/account", Get)];

    private ApiResponse Get(ApiRequest request)
    {
        string? since = Parameters.Read(request.QueryText).Raw("since");
        if (!long.TryParse(since ?? "0", NumberStyles.None, CultureInfo.InvariantCulture, out long number))
        {
            throw new AwsError(422, "InvalidParameterValue", "since must be the number of a request.");
        }

        using MemoryStream body = new MemoryStream();
        using (Utf8JsonWriter json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteString("started_at", _startedAt);
            api.Use((account, now) => Write(json, account, now));
            api.Locked((_, log) => Write(json, log, number));
            json.WriteEndObject();
        }

        return new ApiResponse(200, body.ToArray());
    }

    private static bool Write(Utf8JsonWriter json, AccountState account, DateTimeOffset now)
    {
        List<(RegionState Region, Instance Instance)> all =
        [
            .. account.Regions.Values.SelectMany(
                region => region.Instances.Where(instance => !instance.IsGone(now)), (region, instance) => (region, instance)),
        ];
        json.WriteString("now", now);
        json.WriteNumber("instances_total", all.Count);
        RegionState[] regions =
        [
            .. account.Regions.Values.Where(region => region.Instances.Exists(instance => !instance.IsGone(now)))
                .OrderBy(region => region.Name, StringComparer.Ordinal),
        ];
        json.WriteNumber("regions_total", regions.Length);
        json.WriteStartArray("regions");
        foreach (RegionState region in regions)
        {
            WriteCounts(json, region.Name, [.. region.Instances.Where(i => !i.IsGone(now)).Select(i => i.StateAt(now))]);
        }

        json.WriteEndArray();
        json.WriteStartArray("instances");
        foreach ((RegionState region, Instance instance) in all.OrderByDescending(row => row.Instance.Number).Take(MaxInstances))
        {
            WriteInstance(json, region, instance, now);
        }

        json.WriteEndArray();
        json.WriteStartObject("resources");
        json.WriteNumber("security_groups", account.Regions.Values.Sum(region => region.SecurityGroups.Count(g => g.Name != "default")));
        json.WriteNumber("volumes", account.Regions.Values.Sum(region => region.Volumes.Count(v => !(v.DeletedAt <= now))));
        json.WriteNumber("addresses", account.Regions.Values.Sum(region => region.Addresses.Count));
        json.WriteEndObject();
        return true;
    }

    private static void WriteCounts(Utf8JsonWriter json, string region, IReadOnlyList<InstanceState> states)
    {
        int CountOf(InstanceState state) => states.Count(other => other == state);
        json.WriteStartObject();
        json.WriteString("name", region);
        json.WriteNumber("total", states.Count);
        json.WriteNumber("active", CountOf(InstanceState.Running));
        json.WriteNumber("new", CountOf(InstanceState.Pending));
        json.WriteNumber("off", CountOf(InstanceState.Stopped));
        json.WriteNumber("going", CountOf(InstanceState.ShuttingDown));
        json.WriteNumber("other", CountOf(InstanceState.Stopping) + CountOf(InstanceState.Terminated));
        json.WriteEndObject();
    }

    private static void WriteInstance(Utf8JsonWriter json, RegionState region, Instance instance, DateTimeOffset now)
    {
        AwsSandboxInstance actual = ActualInstance.Of(region, instance, now);
        json.WriteStartObject();
        json.WriteString("id", actual.Id);
        json.WriteString("name", actual.Tags.GetValueOrDefault("Name", actual.Id));
        json.WriteString("region", actual.Region);
        json.WriteString("zone", actual.Zone);
        json.WriteString("type", actual.Type);
        json.WriteString("status", actual.State);
        json.WriteString("created_at", actual.CreatedAt);

        // A fault that prevents a change of the state is not revealed.
        json.WriteString("booted_at", instance.States.FindLast(change => change.State == InstanceState.Running)?.At ?? actual.CreatedAt);
        json.WriteString("gone_at", instance.States[^1].At);
        json.WriteString("public_ipv4", actual.PublicIp);
        json.WriteString("private_ipv4", actual.PrivateIp);
        json.WriteStartObject("tags");
        foreach ((string key, string value) in actual.Tags.Where(tag => tag.Key != "Name"))
        {
            json.WriteString(key, value);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static bool Write(Utf8JsonWriter json, RequestLog log, long since)
    {
        json.WriteNumber("requests_total", log.Total);
        json.WriteStartArray("requests");
        foreach ((long number, SandboxRequest entry) in log.Since(since, MaxRequests))
        {
            json.WriteStartObject();
            json.WriteNumber("number", number);
            json.WriteString("time", entry.Time);
            json.WriteString("method", Excerpt.Of(entry.Method));
            json.WriteString("target", Excerpt.Of(entry.Target));
            json.WriteNumber("status", entry.Status);
            json.WriteString("fault", entry.Fault is { } fault ? FaultKinds.NameOf(fault) : null);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        return true;
    }
}
