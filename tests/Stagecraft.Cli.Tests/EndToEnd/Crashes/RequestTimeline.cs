using System.Globalization;
using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.Sandbox;

namespace Stagecraft.Cli.Tests.EndToEnd.Crashes;

/// <summary>The requests of several runs in one account, one line per request.</summary>
internal static class RequestTimeline
{
    /// <param name="doors">The runs, in the order in which they started.</param>
    /// <param name="droplets">The droplets of the account. A create is shown with those that it made and that still exist.</param>
    internal static IEnumerable<string> Of(IReadOnlyList<Door> doors, IReadOnlyList<SandboxDroplet> droplets) => doors
        .SelectMany((door, index) => Of(door, $"run {index + 1}", droplets))
        .OrderBy(line => line.Time)
        .Select(line => string.Create(CultureInfo.InvariantCulture, $"{line.Time:HH:mm:ss.fff} {line.Text}"));

    private static IEnumerable<(DateTimeOffset Time, string Text)> Of(Door door, string run, IReadOnlyList<SandboxDroplet> droplets)
    {
        foreach (SandboxRequest request in door.Requests)
        {
            IEnumerable<string> made = request.Method == "POST"
                ? droplets.Where(d => d.CreatedAt == request.Time).Select(d => $" {d.Name}={d.Id}")
                : [];
            yield return (request.Time, $"{run}: {request.Method} {request.Target} {request.Status} {request.Fault}{string.Concat(made)}");
        }

        if (door.KilledAt is { } killed)
        {
            yield return (killed, $"{run}: killed");
        }

        if (door.DrainedAt is { } drained)
        {
            yield return (drained, $"{run}: no request left");
        }
    }
}
