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

    private static readonly string[] States = ["active", "new", "off", "going", "other"];

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

    // Lists and dictionaries of classes only: generic code for other types would enlarge the native command.
    private static bool Write(Utf8JsonWriter json, AccountState account, DateTimeOffset now)
    {
        Dictionary<Instance, RegionState> regions = [];
        List<Instance> newest = [];
        int others = 0;
        json.WriteString("now", now);
        json.WriteStartArray("regions");
        foreach (RegionState region in account.Regions.Values.OrderBy(region => region.Name, StringComparer.Ordinal))
        {
            List<Instance> existing = region.Instances.FindAll(instance => !instance.IsGone(now));
            existing.ForEach(instance => regions[instance] = region);
            newest.AddRange(existing);
            others += existing.Count > 0 ? 1 : 0;
            WriteCounts(json, region.Name, existing, now);
        }

        json.WriteEndArray();
        json.WriteNumber("regions_total", others);
        json.WriteNumber("instances_total", newest.Count);
        newest.Sort((one, other) => other.Number.CompareTo(one.Number));
        json.WriteStartArray("instances");
        for (int i = 0; i < newest.Count && i < MaxInstances; i++)
        {
            WriteInstance(json, regions[newest[i]], newest[i], now);
        }

        json.WriteEndArray();
        json.WriteStartObject("resources");
        json.WriteNumber("security_groups", account.Regions.Values.Sum(region => region.SecurityGroups.Count(g => g.Name != "default")));
        json.WriteNumber("volumes", account.Regions.Values.Sum(region => region.Volumes.Count(volume => !volume.IsDeleted(now))));
        json.WriteNumber("addresses", account.Regions.Values.Sum(region => region.Addresses.Count));
        json.WriteEndObject();
        return true;
    }

    private static void WriteCounts(Utf8JsonWriter json, string region, List<Instance> instances, DateTimeOffset now)
    {
        if (instances.Count == 0)
        {
            return;
        }

        int[] counts = new int[States.Length];
        foreach (Instance instance in instances)
        {
            counts[instance.StateAt(now) switch
            {
                InstanceState.Running => 0,
                InstanceState.Pending => 1,
                InstanceState.Stopped => 2,
                InstanceState.ShuttingDown => 3,
                _ => 4,
            }]++;
        }

        json.WriteStartObject();
        json.WriteString("name", region);
        json.WriteNumber("total", instances.Count);
        for (int i = 0; i < counts.Length; i++)
        {
            json.WriteNumber(States[i], counts[i]);
        }

        json.WriteEndObject();
    }

    private static void WriteInstance(Utf8JsonWriter json, RegionState region, Instance instance, DateTimeOffset now)
    {
        IReadOnlyList<Tag> tags = region.Tags.Of(instance.Id, now);
        InstanceState state = instance.StateAt(now);
        json.WriteStartObject();
        json.WriteString("id", instance.Id);
        json.WriteString("name", tags.FirstOrDefault(tag => tag.Key == "Name")?.Value ?? instance.Id);
        json.WriteString("region", region.Name);
        json.WriteString("zone", instance.Zone);
        json.WriteString("type", instance.Type);
        json.WriteString("status", StateNames.Of(state));
        json.WriteString("created_at", instance.CreatedAt);

        // A fault that prevents a change of the state is not revealed.
        json.WriteString(
            "booted_at", instance.States.FindLast(change => change.State == InstanceState.Running)?.At ?? instance.CreatedAt);
        json.WriteString("gone_at", instance.States[^1].At);
        json.WriteString("public_ipv4", new InstanceSnapshot(instance, region.Name, state, tags).PublicIp);
        json.WriteString("private_ipv4", state == InstanceState.Terminated ? null : instance.PrivateIp);
        json.WriteStartObject("tags");
        foreach (Tag tag in tags)
        {
            if (tag.Key != "Name")
            {
                json.WriteString(tag.Key, tag.Value);
            }
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
