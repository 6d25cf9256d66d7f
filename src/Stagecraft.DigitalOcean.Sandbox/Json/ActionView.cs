using Stagecraft.DigitalOcean.Sandbox.Data;
using Stagecraft.DigitalOcean.Sandbox.Droplets;

namespace Stagecraft.DigitalOcean.Sandbox.Json;

/// <summary>Shows an action, at a moment, as the API does.</summary>
internal sealed class ActionView(Catalog catalog)
{
    public IReadOnlyList<ActionJson> Show(IEnumerable<DropletAction> actions, DateTimeOffset now) =>
        [.. actions.Select(action => Show(action, now))];

    public ActionJson Show(DropletAction action, DateTimeOffset now)
    {
        bool isDone = action.CompletedAt <= now;
        return new ActionJson
        {
            Id = action.Id,
            Status = isDone ? action.Outcome : "in-progress",
            Type = action.Type,
            StartedAt = Instant.Text(action.StartedAt),
            CompletedAt = isDone ? Instant.Text(action.CompletedAt) : null,
            ResourceId = action.DropletId,
            Region = catalog.RegionOf(action.Region),
            RegionSlug = action.Region,
        };
    }
}
