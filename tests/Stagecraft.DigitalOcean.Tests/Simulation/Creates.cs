using System.Text.Json;

namespace Stagecraft.DigitalOcean.Tests.Simulation;

/// <summary>The creates of one run: none is repeated while what it made is there, or may yet come within the settle window.</summary>
internal sealed class Creates(World world)
{
    private readonly Dictionary<string, HashSet<DateTimeOffset>> _sent = [];

    /// <summary>A create reaches the API.</summary>
    /// <param name="request">The request.</param>
    /// <param name="commitsAfter">How long after now it is carried out; null where it is lost.</param>
    /// <returns>What is wrong with it; null if nothing is.</returns>
    public string? Sending(HttpRequestMessage request, TimeSpan? commitsAfter)
    {
        DateTimeOffset now = world.Time.GetUtcNow();
        foreach (string name in Names(request))
        {
            HashSet<DateTimeOffset> before = _sent.TryGetValue(name, out HashSet<DateTimeOffset>? known) ? known : _sent[name] = [];
            if (before.Any(t => t > now) || world.Cloud.Droplets.Any(d => d.Name == name && !d.IsGoing && before.Contains(d.CreatedAt)))
            {
                return $"{name} was created again by the run that had created it";
            }

            if (commitsAfter is { } delay)
            {
                before.Add(now + delay);
            }
        }

        return null;
    }

    private static IEnumerable<string> Names(HttpRequestMessage request)
    {
        using JsonDocument body = JsonDocument.Parse(request.Content!.ReadAsStringAsync().GetAwaiter().GetResult());
        return body.RootElement.TryGetProperty("names", out JsonElement names)
            ? [.. names.EnumerateArray().Select(n => n.GetString()!)]
            : [body.RootElement.GetProperty("name").GetString()!];
    }
}
