using System.Globalization;
using Stagecraft.DigitalOcean.Sandbox.Core;
using Stagecraft.DigitalOcean.Sandbox.Droplets;

namespace Stagecraft.DigitalOcean.Sandbox.Storage;

/// <summary>The droplets. Every method takes the time, and sees only those that are not gone by then.</summary>
internal sealed class DropletStore(Database database, TagStore tags, ActionStore actions)
{
    private const string Present = "(d.gone_at IS NULL OR d.gone_at > $1)";

    private const string Find = $"SELECT {DropletRow.Columns} FROM droplets d WHERE {Present} AND d.id = $2";

    public long Count(DateTimeOffset now) =>
        database.Number($"SELECT count(*) FROM droplets d WHERE {Present}", now.UtcTicks);

    public long Count(DropletFilter filter, DateTimeOffset now) =>
        database.Number($"SELECT count(*) FROM droplets d WHERE {Condition(filter)}", Arguments(filter, now));

    public List<Droplet> List(DropletFilter filter, PageRequest page, DateTimeOffset now) =>
        database.Rows(
            $"SELECT {DropletRow.Columns} FROM droplets d WHERE {Condition(filter)} ORDER BY d.id LIMIT $4 OFFSET $5",
            DropletRow.Read,
            [.. Arguments(filter, now), page.PerPage, page.Offset]);

    /// <summary>All with a tag, of both kinds, listed or not.</summary>
    public List<Droplet> WithTag(string tag, DateTimeOffset now) =>
        database.Rows(
            $"SELECT {DropletRow.Columns} FROM droplets d WHERE {Present} AND d.id IN ({TagStore.DropletsWith("$2")}) ORDER BY d.id",
            DropletRow.Read,
            now.UtcTicks, tag);

    public Droplet? Get(long id, DateTimeOffset now) => database.Rows(Find, DropletRow.Read, now.UtcTicks, id).SingleOrDefault();

    /// <summary>A droplet as reading it by id shows it: later than it is there, where that lags.</summary>
    public Droplet? Read(long id, DateTimeOffset now) =>
        database.Number("SELECT count(*) FROM droplets WHERE id = $1 AND readable_at <= $2", id, now.UtcTicks) == 0 ? null : Get(id, now);

    /// <summary>The droplets from an id on, with what the API never shows.</summary>
    public List<(Droplet Droplet, string? UserData, IReadOnlyList<long> SshKeyIds)> Truth(long firstId, DateTimeOffset now) =>
        database.Rows(
            $"SELECT {DropletRow.ColumnsWithAllTags}, d.user_data, d.ssh_keys FROM droplets d WHERE {Present} AND d.id >= $2 ORDER BY d.id",
            DropletRow.ReadTruth,
            now.UtcTicks, firstId);

    /// <summary>All, newest first, with all their tags.</summary>
    public List<Droplet> Newest(DateTimeOffset now) =>
        database.Rows(
            $"SELECT {DropletRow.ColumnsWithAllTags} FROM droplets d WHERE {Present} ORDER BY d.id DESC", DropletRow.Read, now.UtcTicks);

    public Droplet Insert(string name, DropletSpec spec, SandboxConditions conditions, DateTimeOffset now)
    {
        RemoveGone(now);
        database.Execute(
            """
            INSERT INTO droplets (name, region, size, is_gpu, image, created_at, booted_at, outcome, listed_at, readable_at,
                features, public_networking, backup_weekday, backup_hour, ssh_keys, user_data)
            VALUES ($1, $2, $3, $4, $5, $6, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
            """,
            name, spec.Region, spec.Size, spec.IsGpu, spec.Image,
            now.UtcTicks, (int)spec.Outcome, (now + conditions.ListLag).UtcTicks, (now + conditions.ReadLag).UtcTicks,
            string.Join(',', spec.Features), spec.PublicNetworking, (int?)spec.Backups?.Weekday, spec.Backups?.Hour,
            string.Join(',', spec.SshKeyIds.Select(id => id.ToString(CultureInfo.InvariantCulture))), spec.UserData);
        var id = database.Number("SELECT last_insert_rowid()");
        var bootedAt = now + conditions.BootOf(id);
        var vanishes = spec.Outcome == BootOutcome.Vanished;
        database.Execute(
            "UPDATE droplets SET slot = $2, booted_at = $3, gone_at = $4 WHERE id = $1",
            id, FreeSlot(id), bootedAt.UtcTicks, vanishes ? bootedAt.UtcTicks : null);
        tags.Attach(id, spec.Tags, now + conditions.TagLag);
        actions.Insert(
            "create", id, spec.Region, now, spec.Outcome == BootOutcome.Stuck ? DateTimeOffset.MaxValue : bootedAt, vanishes ? "errored" : "completed");
        return Get(id, now) ?? throw new InvalidOperationException("A droplet that was just inserted is missing.");
    }

    /// <summary>Accepts the delete: the droplet goes.</summary>
    public void Delete(Droplet droplet, SandboxConditions conditions, DateTimeOffset now)
    {
        var goneAt = now + conditions.DestroyOf(droplet.Id);
        // One that would have vanished goes like any other now.
        database.Execute(
            "UPDATE droplets SET gone_at = $2, outcome = iif(outcome = $3, $4, outcome) WHERE id = $1",
            droplet.Id, goneAt.UtcTicks, (int)BootOutcome.Vanished, (int)BootOutcome.Active);
        actions.Insert("destroy", droplet.Id, droplet.Region, now, goneAt, "completed");
    }

    public void SetStatus(long id, string status) => database.Execute("UPDATE droplets SET status = $2 WHERE id = $1", id, status);

    public void SetLocked(long id, bool locked) => database.Execute("UPDATE droplets SET locked = $2 WHERE id = $1", id, locked);

    public void Rename(long id, string name) => database.Execute("UPDATE droplets SET name = $2 WHERE id = $1", id, name);

    private static string Condition(DropletFilter filter)
    {
        const string listed = $"{Present} AND d.listed_at <= $1 AND d.is_gpu = $2";
        if (filter.Tag is not null)
            return $"{listed} AND d.id IN ({TagStore.DropletsWith("$3")})";
        return filter.Name is not null ? $"{listed} AND d.name = $3" : $"{listed} AND $3 IS NULL";
    }

    private static object?[] Arguments(DropletFilter filter, DateTimeOffset now) =>
        [now.UtcTicks, filter.Gpus, filter.Tag ?? filter.Name];

    /// <summary>Addresses of droplets that are gone become free; ids never come again.</summary>
    private void RemoveGone(DateTimeOffset now)
    {
        database.Execute(
            "DELETE FROM droplet_tags WHERE droplet_id IN (SELECT id FROM droplets WHERE gone_at <= $1)", now.UtcTicks);
        database.Execute("DELETE FROM droplets WHERE gone_at <= $1", now.UtcTicks);
    }

    /// <summary>The slot that belongs to the id, or the next one that is free: addresses come again as late as possible.</summary>
    private int FreeSlot(long id)
    {
        for (var step = 0; step < DropletAddresses.Capacity; step++)
        {
            var slot = (int)((id + step) % DropletAddresses.Capacity);
            if (database.Number("SELECT count(*) FROM droplets WHERE slot = $1", slot) == 0)
                return slot;
        }

        throw ApiRefusal.Unprocessable("No address is left.");
    }
}
