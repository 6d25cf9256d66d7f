using System.Text.Json.Nodes;
using Stagecraft.DigitalOcean.Sandbox.Droplets;
using Stagecraft.Sandbox.Storage;

namespace Stagecraft.DigitalOcean.Sandbox.Storage;

/// <summary>The requests that destroy a droplet with associated resources: one per droplet.</summary>
internal sealed class DestroyStore(Database database)
{
    public const string Tables = """
        CREATE TABLE destroys (
            droplet_id INTEGER PRIMARY KEY,
            name TEXT NOT NULL,
            completed_at INTEGER NOT NULL,
            resources TEXT NOT NULL);
        """;

    /// <param name="droplet">The droplet.</param>
    /// <param name="completedAt">The time at which everything is destroyed.</param>
    /// <param name="resources">The resources by kind, each with <c>id</c> and <c>name</c>.</param>
    public void Insert(Droplet droplet, DateTimeOffset completedAt, JsonObject resources) => database.Execute(
        "INSERT INTO destroys (droplet_id, name, completed_at, resources) VALUES ($1, $2, $3, $4)",
        droplet.Id, droplet.Name, completedAt.UtcTicks, resources.ToJsonString());

    /// <summary>The request of a droplet; null if there is none.</summary>
    public (string Name, DateTimeOffset CompletedAt, JsonObject Resources)? Find(long droplet) => database.Rows(
        "SELECT name, completed_at, resources FROM destroys WHERE droplet_id = $1",
        row => ((string, DateTimeOffset, JsonObject)?)(
            row.GetString(0), new DateTimeOffset(row.GetInt64(1), TimeSpan.Zero), JsonNode.Parse(row.GetString(2))!.AsObject()),
        droplet).SingleOrDefault();
}
