using System.Globalization;
using Stagecraft.DigitalOcean.Sandbox.Core;
using Stagecraft.DigitalOcean.Sandbox.Droplets;
using Stagecraft.DigitalOcean.Sandbox.Vpcs;

namespace Stagecraft.DigitalOcean.Sandbox.Storage;

/// <summary>The droplets. Every method takes the time, and sees only those that are not gone by then.</summary>
internal sealed class DropletStore(Database database, TagStore tags, ActionStore actions, VpcStore vpcs)
{
    private const string Present = "(d.gone_at IS NULL OR d.gone_at > $1)";

    private const string Find = $"SELECT {DropletRow.Columns} FROM droplets d WHERE {Present} AND d.id = $2";

    public long Count(DateTimeOffset now) =>
        database.Number(
            $"SELECT (SELECT sum(number) FROM counters WHERE tag_id = 0) - (SELECT count(*) FROM ({DropletListQuery.Gone}))", now.UtcTicks);

    /// <summary>A page of a list, and how long the list is.</summary>
    public (List<Droplet> Droplets, long Total) List(DropletListQuery.Filter filter, PageRequest page, DateTimeOffset now)
    {
        DropletListQuery listing = DropletListQuery.Of(filter);
        object?[] arguments = [now.UtcTicks, filter.Gpus, filter.Tag ?? filter.Name];
        (long number, long hidden) = database.Rows(listing.Count, row => (row.GetInt64(0), row.GetInt64(1)), arguments).Single();
        long total = number - hidden;
        if (page.Offset >= total)
        {
            return ([], total);
        }
        // SQLite walks to a place in an index, so it walks from the end that is nearer.
        long after = Math.Max(0, total - page.Offset - page.PerPage);
        bool fromTheEnd = after < page.Offset;
        List<Droplet> droplets = database.Rows(
            listing.Page(fromTheEnd, isWhole: hidden == 0),
            DropletRow.At(now),
            [.. arguments, Math.Min(page.PerPage, total - page.Offset), fromTheEnd ? after : page.Offset]);
        return (droplets, total);
    }

    /// <summary>All with a tag, of both kinds, listed or not.</summary>
    public List<Droplet> WithTag(string tag, DateTimeOffset now) =>
        database.Rows(
            $"SELECT {DropletRow.Columns} FROM droplets d WHERE {Present} AND d.id IN ({TagStore.DropletsWith("$2")}) ORDER BY d.id",
            DropletRow.At(now),
            now.UtcTicks, tag);

    public Droplet? Get(long id, DateTimeOffset now) => database.Rows(Find, DropletRow.At(now), now.UtcTicks, id).SingleOrDefault();

    /// <summary>A droplet as reading it by id shows it: later than it is there, where that lags.</summary>
    public Droplet? Read(long id, DateTimeOffset now) =>
        database.Number("SELECT count(*) FROM droplets WHERE id = $1 AND readable_at <= $2", id, now.UtcTicks) == 0 ? null : Get(id, now);

    /// <summary>The droplet as <see cref="Read"/> returns it; without one, the response is 404.</summary>
    public Droplet Require(long id, DateTimeOffset now) => Read(id, now) ?? throw ApiError.NotFound();

    /// <summary>The droplets from an id on, with what the API never shows.</summary>
    public List<(Droplet Droplet, string? UserData, IReadOnlyList<long> SshKeyIds)> ReadActual(long firstId, DateTimeOffset now) =>
        database.Rows(
            $"SELECT {DropletRow.ColumnsWithAllTags}, d.user_data, d.ssh_keys FROM droplets d WHERE {Present} AND d.id >= $2 ORDER BY d.id",
            DropletRow.ReadActualAt(now),
            now.UtcTicks, firstId);

    /// <summary>All, newest first, with all their tags.</summary>
    public List<Droplet> Newest(DateTimeOffset now) =>
        database.Rows(
            $"SELECT {DropletRow.ColumnsWithAllTags} FROM droplets d WHERE {Present} ORDER BY d.id DESC", DropletRow.At(now), now.UtcTicks);

    public Droplet Insert(string name, DropletSpec spec, SandboxConditions conditions, DateTimeOffset now)
    {
        RemoveGone(now);
        Vpc? vpc = spec.Vpc ?? vpcs.DefaultOf(spec.Region);
        VpcAddress? address = vpc is null ? null : vpcs.FreeAddress(vpc);
        database.Execute(
            """
            INSERT INTO droplets (name, region, size, is_gpu, image, created_at, booted_at, outcome, listed_at, readable_at,
                features, public_networking, backup_weekday, backup_hour, ssh_keys, user_data, vpc, private_address, private_prefix,
                disk)
            VALUES ($1, $2, $3, $4, $5, $6, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
            """,
            name, spec.Region, spec.Size, spec.IsGpu, spec.Image,
            now.UtcTicks, (int)spec.Outcome, (now + conditions.ListLag).UtcTicks, (now + conditions.ReadLag).UtcTicks,
            string.Join(',', spec.Features), spec.PublicNetworking, (int?)spec.Backups?.Weekday, spec.Backups?.Hour,
            string.Join(',', spec.SshKeyIds.Select(id => id.ToString(CultureInfo.InvariantCulture))), spec.UserData,
            vpc?.Id, (long?)address?.Value, address?.Prefix, spec.Disk);
        long id = database.Number("SELECT last_insert_rowid()");
        DateTimeOffset bootedAt = now + conditions.Boot + Part(conditions.BootSpread, conditions, id, 1);
        bool vanishes = spec.Outcome == BootOutcome.Vanished;
        // Without a boot time it would be gone before it could be answered.
        long vanishedAt = Math.Max(bootedAt.UtcTicks, now.UtcTicks + 1);
        database.Execute(
            "UPDATE droplets SET slot = $2, booted_at = $3, gone_at = $4 WHERE id = $1",
            id, FreeSlot(), bootedAt.UtcTicks, vanishes ? vanishedAt : null);
        tags.Attach(id, spec.Tags, now + conditions.TagLag);
        actions.Insert(
            "create", id, spec.Region, now, spec.Outcome == BootOutcome.Stuck ? DateTimeOffset.MaxValue : bootedAt, vanishes ? "errored" : "completed");
        return Get(id, now) ?? throw new InvalidOperationException("A droplet that was just inserted is missing.");
    }

    /// <summary>Accepts the delete: the droplet goes.</summary>
    public void Delete(Droplet droplet, SandboxConditions conditions, DateTimeOffset now)
    {
        DateTimeOffset goneAt = now + conditions.Destroy + Part(conditions.DestroySpread, conditions, droplet.Id, 2);
        // One that would have vanished goes like any other now.
        database.Execute(
            "UPDATE droplets SET gone_at = $2, outcome = iif(outcome = $3, $4, outcome) WHERE id = $1",
            droplet.Id, goneAt.UtcTicks, (int)BootOutcome.Vanished, (int)BootOutcome.Active);
        actions.Insert("destroy", droplet.Id, droplet.Region, now, goneAt, "completed");
    }

    /// <summary>Starts an action, after which the droplet is as told. Its name is so at once.</summary>
    /// <param name="type">The type of the action.</param>
    /// <param name="droplet">The droplet as it is now. Nothing else may be pending.</param>
    /// <param name="after">The droplet as it will be.</param>
    /// <param name="now">The time.</param>
    /// <param name="end">When the action will be done.</param>
    public DropletAction BeginAction(string type, Droplet droplet, Droplet after, DateTimeOffset now, DateTimeOffset end)
    {
        database.Execute(
            """
            UPDATE droplets SET name = $2, status = $3, size = $4, disk = $5, features = $6, backup_weekday = $7, backup_hour = $8,
                pending_at = $9, pending_status = $10, pending_size = $11, pending_disk = $12, pending_features = $13,
                pending_backup_weekday = $14, pending_backup_hour = $15
            WHERE id = $1
            """,
            droplet.Id, after.Name,
            // What an earlier action made of it is no longer to come.
            droplet.SetStatus, droplet.Size, droplet.Disk,
            string.Join(',', droplet.Features), (int?)droplet.Backups?.Weekday, droplet.Backups?.Hour,
            end.UtcTicks, after.SetStatus == droplet.SetStatus ? null : after.SetStatus,
            after.Size, after.Disk, string.Join(',', after.Features), (int?)after.Backups?.Weekday, after.Backups?.Hour);
        return actions.Insert(type, droplet.Id, droplet.Region, now, end, "completed");
    }

    /// <summary>Sets a status for good: what an action that runs would make of it counts no more.</summary>
    public void SetStatus(long id, string status) =>
        database.Execute("UPDATE droplets SET status = $2, pending_status = NULL WHERE id = $1", id, status);

    public void SetLocked(long id, bool locked) => database.Execute("UPDATE droplets SET locked = $2 WHERE id = $1", id, locked);

    public void Rename(long id, string name) => database.Execute("UPDATE droplets SET name = $2 WHERE id = $1", id, name);

    /// <summary>The part of a spread that a droplet gets: the same for the same seed and droplet.</summary>
    private static TimeSpan Part(TimeSpan spread, SandboxConditions conditions, long droplet, long purpose) =>
        spread * SeededRandom.Fraction(conditions.Seed, droplet, purpose);

    /// <summary>Addresses of droplets that are gone become free; ids never come again.</summary>
    private void RemoveGone(DateTimeOffset now)
    {
        database.Execute(
            $"DELETE FROM droplet_tags WHERE droplet_id IN ({DropletListQuery.Gone})", now.UtcTicks);
        database.Execute("DELETE FROM droplets WHERE gone_at <= $1", now.UtcTicks);
    }

    /// <summary>The first free slot after the one taken last: addresses come again as late as possible.</summary>
    private int FreeSlot()
    {
        long next = database.Number("SELECT number FROM next_slot");
        for (int step = 0; step < DropletAddresses.Capacity; step++)
        {
            long slot = (next + step) % DropletAddresses.Capacity;
            if (database.Number("SELECT count(*) FROM droplets WHERE slot = $1", slot) == 0)
            {
                database.Execute("UPDATE next_slot SET number = $1", slot + 1);
                return (int)slot;
            }
        }

        throw ApiError.Unprocessable("No address is left.");
    }
}
