namespace Stagecraft.DigitalOcean.Sandbox.Tests.Model;

/// <summary>What the lists must know of a droplet, with the times at which they will.</summary>
internal sealed class ModelDroplet
{
    public required long Id { get; init; }

    public required string Name { get; set; }

    public required bool IsGpu { get; init; }

    public required DateTimeOffset ListedAt { get; init; }

    /// <summary>When it is gone: because it was deleted, or by itself.</summary>
    public DateTimeOffset GoneAt { get; set; } = DateTimeOffset.MaxValue;

    public bool IsDeleted { get; private set; }

    /// <summary>When each tag shows.</summary>
    public required Dictionary<string, DateTimeOffset> Tags { get; set; }

    public void Delete(DateTimeOffset goneAt)
    {
        if (!IsDeleted)
        {
            (IsDeleted, GoneAt) = (true, goneAt);
        }
    }

    public bool Has(string tag, DateTimeOffset now) => now < GoneAt && Tags.TryGetValue(tag, out DateTimeOffset from) && from <= now;

    public bool IsListed(bool gpus, DateTimeOffset now) => IsGpu == gpus && ListedAt <= now && now < GoneAt;
}
