using System.Text.Json;

namespace Stagecraft.Testing.Simulation;

/// <summary>What a run was answered lately about droplets: what its deletes may rest on.</summary>
internal sealed class RecentAnswers
{
    /// <summary>A delete rests on tags read less than this before it is sent.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);

    private readonly Queue<(TimeSpan SentAt, byte[] Body)> _answers = new();

    public void Add(TimeSpan sentAt, byte[] body) => _answers.Enqueue((sentAt, body));

    /// <summary>Whether an answer to a request that was sent less than 10 s ago showed this droplet with all these tags and without the other.</summary>
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

    private static List<(long Id, string[] Tags)> Droplets(byte[] body)
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

    private static (long Id, string[] Tags) Of(JsonElement droplet) =>
        (droplet.GetProperty("id").GetInt64(), droplet.TryGetProperty("tags", out JsonElement tags) ? [.. tags.EnumerateArray().Select(t => t.GetString()!)] : []);
}
