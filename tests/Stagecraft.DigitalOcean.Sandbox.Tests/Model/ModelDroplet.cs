namespace Stagecraft.DigitalOcean.Sandbox.Tests.Model;

/// <summary>A droplet of the model, with the times at which lists must show it.</summary>
internal sealed class ModelDroplet
{
    public required long Id { get; init; }

    public required string Name { get; set; }

    public required bool IsGpu { get; init; }

    public required DateTimeOffset ListedAt { get; init; }

    /// <summary>The time of its removal, after a delete or because of a fault.</summary>
    public DateTimeOffset GoneAt { get; set; } = DateTimeOffset.MaxValue;

    public bool IsDeleted { get; private set; }

    /// <summary>The time at which each tag becomes visible.</summary>
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
