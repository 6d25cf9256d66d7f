using System.Text.Json;

namespace Stagecraft.Testing.Simulation;

/// <summary>The recent responses of a run about droplets, on which its deletes may be based.</summary>
internal sealed class RecentAnswers
{
    /// <summary>A delete rests on tags read less than this before it is sent.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);

    private readonly Queue<(TimeSpan SentAt, byte[] Body)> _answers = new();

    public void Add(TimeSpan sentAt, byte[] body) => _answers.Enqueue((sentAt, body));

    /// <summary>Whether the response to a request that was sent less than 10 s ago showed this droplet with all these tags and without the
    /// other.</summary>
    public bool Show(long id, IReadOnlyList<string> tags, string without, TimeSpan now)
    {
        while (_answers.TryPeek(out (TimeSpan SentAt, byte[] Body) first) && now - first.SentAt >= TimeSpan.FromMinutes(2))
        {
            _answers.Dequeue();
        }

        return _answers.Where(a => now - a.SentAt < Fresh).SelectMany(a => Droplets(a.Body)).Any(d =>
            d.Id == id
            && tags.All(t => d.Tags.Contains(t, StringComparer.OrdinalIgnoreCase))
            && !d.Tags.Contains(without, StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>
    /// The names in responses, and the ids of droplets with all these tags that were younger than this when a request since then was
    /// sent.
    /// </summary>
    /// <param name="since">The time of the first request, as elapsed time.</param>
    /// <param name="start">When the elapsed time began.</param>
    /// <param name="tags">The tags.</param>
    /// <param name="age">The age.</param>
    public (HashSet<string> Names, List<long> Young) Since(TimeSpan since, DateTimeOffset start, IReadOnlyList<string> tags, TimeSpan age)
    {
        HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
        List<long> young = [];
        foreach ((TimeSpan sentAt, byte[] body) in _answers)
        {
            foreach ((long id, string name, DateTimeOffset createdAt, string[] shown) in Droplets(body))
            {
                names.Add(name);
                if (sentAt >= since && start + sentAt - createdAt < age
                    && tags.All(t => shown.Contains(t, StringComparer.OrdinalIgnoreCase)))
                {
                    young.Add(id);
                }
            }
        }

        return (names, young);
    }

    private static List<(long Id, string Name, DateTimeOffset CreatedAt, string[] Tags)> Droplets(byte[] body)
    {
        try
        {
            using JsonDocument answer = JsonDocument.Parse(body);
            return answer.RootElement.TryGetProperty("droplets", out JsonElement many) ? [.. many.EnumerateArray().Select(Of)]
                : answer.RootElement.TryGetProperty("droplet", out JsonElement one) ? [Of(one)]
                : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static (long Id, string Name, DateTimeOffset CreatedAt, string[] Tags) Of(JsonElement droplet) =>
        (droplet.GetProperty("id").GetInt64(),
        droplet.GetProperty("name").GetString()!,
        droplet.GetProperty("created_at").GetDateTimeOffset(),
        droplet.TryGetProperty("tags", out JsonElement tags) ? [.. tags.EnumerateArray().Select(t => t.GetString()!)] : []);
}
