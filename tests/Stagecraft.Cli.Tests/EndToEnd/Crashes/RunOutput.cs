using System.Text.Json;
using Stagecraft.Cli.Tests.Support;

namespace Stagecraft.Cli.Tests.EndToEnd.Crashes;

/// <summary>The standard output of a run, until it ended or was killed.</summary>
internal sealed class RunOutput(CliResult result)
{
    // The last line of a killed process may be incomplete.
    private readonly JsonElement[] _lines =
        [.. result.Out.Split('\n')[..^1].Select(line => JsonElement.Parse(line))];

    internal int ExitCode => result.ExitCode;

    internal string Error => result.Error;

    internal IEnumerable<(string Name, long Id, string? PublicIpv4)> Ready => OfType("host_ready").Select(Host);

    internal IEnumerable<(string Name, long Id)> Waiting => OfType("host_waiting").Select(e => (Host(e).Name, Host(e).Id));

    internal IEnumerable<long> Deleted => OfType("host_deleted").Select(e => Host(e).Id);

    /// <summary>The hosts that exist according to the summary.</summary>
    internal IEnumerable<(string Name, long Id, string? PublicIpv4)> There =>
        OfType("summary").SelectMany(s => s.GetProperty("hosts").EnumerateArray())
            .Where(h => h.GetProperty("outcome").GetString() is "created" or "unchanged")
            .Where(h => h.GetProperty("id").ValueKind == JsonValueKind.String)
            .Select(Host);

    private IEnumerable<JsonElement> OfType(string type) => _lines.Where(l => l.GetProperty("type").GetString() == type);

    private static (string Name, long Id, string? PublicIpv4) Host(JsonElement host) => (
        host.GetProperty("name").GetString()!,
        long.Parse(host.GetProperty("id").GetString()!, System.Globalization.CultureInfo.InvariantCulture),
        host.TryGetProperty("public_ipv4", out JsonElement address) ? address.GetString() : null);
}
