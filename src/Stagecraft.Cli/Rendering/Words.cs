using System.Globalization;
using Stagecraft.Cli.Cloud;

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

    internal static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    internal static string Count(int count, string singular) => count == 1 ? $"1 {singular}" : $"{Number(count)} {singular}s";

    internal static string Machines(int count) => Count(count, DigitalOceanTerms.Machine);

    internal static string Seconds(TimeSpan time) => $"{Math.Round(time.TotalSeconds, 1).ToString(CultureInfo.InvariantCulture)} s";

    /// <summary>A duration in whole seconds.</summary>
    internal static string Time(TimeSpan time) => time switch
    {
        { TotalSeconds: < 60 } => $"{Number(time.Seconds)}s",
        { TotalMinutes: < 60 } => string.Create(CultureInfo.InvariantCulture, $"{time.Minutes}m {time.Seconds:00}s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalHours}h {time.Minutes:00}m"),
    };

    /// <summary>The readiness that a host is probed for.</summary>
    internal static string Wait(string wait) => wait == "ssh" ? "SSH" : wait;

    /// <summary>The confirmed readiness of a host. The droplets of a sandbox run no software.</summary>
    internal static string Ready(string wait, bool isSandbox) => isSandbox ? $"{Wait(wait)} not checked (sandbox)"
        : wait == "ssh" ? "SSH answers"
        : "cloud-init is done";

    /// <summary>The response to a request that is repeated.</summary>
    internal static string Response(int? status) => status is { } code ? $"status {Number(code)}" : "no response";

    internal static string Money(decimal? amount) => amount?.ToString("0.00", CultureInfo.InvariantCulture) ?? "unknown";
}
