using System.Globalization;

namespace Stagecraft.Cli.Rendering;

/// <summary>Phrases that several views share.</summary>
internal static class Words
{
    private const int MaxNames = 10;

    /// <summary>The first ten names, and the number of the others.</summary>
    internal static string Some(IReadOnlyList<string> names)
    {
        string more = names.Count > MaxNames ? $" and {Number(names.Count - MaxNames)} more" : "";
        return string.Join(", ", names.Take(MaxNames)) + more;
    }

    /// <summary>The host's name; the machine's name in parentheses if it gives no host.</summary>
    internal static string Host(string? name, string machineName) => name ?? $"({machineName})";

    internal static string Machine(string? name, string machineName, ResourceId id) =>
        name is null ? $"{machineName} (id {id})" : $"{name} ({machineName}, id {id})";

    /// <summary>The name with the kind before it; that of a host alone.</summary>
    internal static string Resource(string kind, string? name, string cloudName) =>
        kind == ResourceKind.Host ? Host(name, cloudName) : $"{Noun(kind)} {Host(name, cloudName)}";

    /// <summary>What a deletion deletes.</summary>
    internal static string Deletion(ResourceChange change) => change.Kind == ResourceKind.Host
        ? Machine(change.Name, change.CloudName, change.Id!.Value)
        : Resource(change.Kind, change.Name, change.CloudName);

    /// <summary>The reason of a deletion; null if the command itself is the reason.</summary>
    internal static string? Reason(DeleteReason reason) => reason == DeleteReason.Down ? null : JsonWord.Of(reason);

    /// <summary>The value of <c>--allow-loss</c> for a row.</summary>
    internal static string Address(ResourceChange change) => $"{change.Kind}/{change.Name ?? change.CloudName}";

    internal static string Noun(string kind) => kind switch
    {
        ResourceKind.LoadBalancer => "load balancer",
        ResourceKind.ReservedIp => "reserved IP",
        _ => kind,
    };

    /// <summary>The number of hosts and of other resources, for example <c>2 hosts and 1 other resource</c>.</summary>
    /// <param name="host">The word for one host.</param>
    internal static string Counts(IEnumerable<ResourceChange> changes, string host)
    {
        ResourceChange[] all = [.. changes];
        string[] others = [.. all.Select(c => c.Kind).Where(k => k != ResourceKind.Host)];
        int hosts = all.Length - others.Length;
        return (hosts, others.Distinct(StringComparer.Ordinal).Count()) switch
        {
            (_, 0) => Count(hosts, host),
            (0, 1) => Count(others.Length, Noun(others[0])),
            (0, _) => Count(others.Length, "resource"),
            _ => $"{Count(hosts, host)} and {Count(others.Length, "other resource")}",
        };
    }

    internal static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    internal static string Count(int count, string singular) => count == 1 ? $"1 {singular}" : $"{Number(count)} {singular}s";

    internal static string Capitalized(string word) => char.ToUpperInvariant(word[0]) + word[1..];

    internal static string Seconds(TimeSpan time) => $"{Math.Round(time.TotalSeconds, 1).ToString(CultureInfo.InvariantCulture)} s";

    /// <summary>A duration in whole seconds.</summary>
    internal static string Time(TimeSpan time) => time switch
    {
        { TotalSeconds: < 60 } => $"{Number(time.Seconds)}s",
        { TotalMinutes: < 60 } => string.Create(CultureInfo.InvariantCulture, $"{time.Minutes}m {time.Seconds:00}s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalHours}h {time.Minutes:00}m"),
    };

    /// <summary>The readiness that a host is probed for.</summary>
    internal static string Wait(string wait) => wait is "ssh" or "http" ? wait.ToUpperInvariant() : wait;

    /// <summary>The state of a snapshot.</summary>
    internal static string State(SnapshotState state) => state == SnapshotState.Complete ? "snapshot created" : "creating snapshot";

    /// <summary>The confirmed readiness of a host. The machines of a sandbox run no software.</summary>
    internal static string Ready(string wait, bool isSandbox) => isSandbox ? $"{Wait(wait)} not checked (sandbox)"
        : wait == "ssh" ? "SSH responds"
        : wait == "http" ? "HTTP check passed"
        : "cloud-init is done";

    /// <summary>The response to a request that is repeated.</summary>
    internal static string Response(int? status) => status is { } code ? $"status {Number(code)}" : "no response";

    internal static string Money(decimal? amount) => amount?.ToString("0.00", CultureInfo.InvariantCulture) ?? "unknown";
}
