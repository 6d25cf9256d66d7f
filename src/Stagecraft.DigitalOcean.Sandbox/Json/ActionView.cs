using Stagecraft.DigitalOcean.Sandbox.Data;
using Stagecraft.DigitalOcean.Sandbox.Droplets;

namespace Stagecraft.DigitalOcean.Sandbox.Json;

/// <summary>Converts an action at a point in time to an API object.</summary>
internal sealed class ActionView(Catalog catalog)
{
    public IReadOnlyList<ActionJson> ToJson(IEnumerable<ResourceAction> actions, DateTimeOffset now) =>
        [.. actions.Select(action => ToJson(action, now))];

    public ActionJson ToJson(ResourceAction action, DateTimeOffset now)
    {
        bool isDone = action.CompletedAt <= now;
        return new ActionJson
        {
            Id = action.Id,
            Status = isDone ? action.Outcome : "in-progress",
            Type = action.Type,
            StartedAt = Timestamp.Format(action.StartedAt),
            CompletedAt = isDone ? Timestamp.Format(action.CompletedAt) : null,
            ResourceId = action.Subject.Type == "volume" ? null : action.Subject.Id,
            ResourceType = action.Subject.Type,
            Region = catalog.RegionOf(action.Region),
            RegionSlug = action.Region,
        };
    }
}
