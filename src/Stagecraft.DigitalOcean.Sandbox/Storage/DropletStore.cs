using System.Globalization;
using Stagecraft.DigitalOcean.Sandbox.Core;
using Stagecraft.DigitalOcean.Sandbox.Droplets;
using Stagecraft.DigitalOcean.Sandbox.Vpcs;
using Stagecraft.Sandbox.Storage;

namespace Stagecraft.DigitalOcean.Sandbox.Storage;

/// <summary>The droplets. Every method takes the time and ignores droplets that are removed by then.</summary>
internal sealed class DropletStore(
    Database database, TagStore tags, ActionStore actions, VpcStore vpcs, VolumeStore volumes, ReservedIpStore ips)
{
    private const string Present = "(d.gone_at IS NULL OR d.gone_at > $1)";

    private const string Find = $"SELECT {DropletRow.Columns} FROM droplets d WHERE {Present} AND d.id = $2";

    public long Count(DateTimeOffset now) =>
        database.Number(
            $"SELECT (SELECT sum(number) FROM counters WHERE tag_id = 0) - (SELECT count(*) FROM ({DropletListQuery.Removed}))",
            now.UtcTicks);

    /// <summary>A page of a list, and the length of the list.</summary>
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
        // SQLite scans an index up to the offset, so start from the nearer end.
        long after = Math.Max(0, total - page.Offset - page.PerPage);
        bool fromTheEnd = after < page.Offset;
        List<Droplet> droplets = database.Rows(
            listing.Page(fromTheEnd, isComplete: hidden == 0),
            DropletRow.At(now),
            [.. arguments, Math.Min(page.PerPage, total - page.Offset), fromTheEnd ? after : page.Offset]);
        return (droplets, total);
    }

    /// <summary>All droplets with a tag, of both kinds, including unlisted ones.</summary>
    public List<Droplet> WithTag(string tag, DateTimeOffset now) =>
        database.Rows(
            $"SELECT {DropletRow.Columns} FROM droplets d WHERE {Present} AND d.id IN ({TagStore.DropletsWith("$2")}) ORDER BY d.id",
            DropletRow.At(now),
            now.UtcTicks, tag);

    public Droplet? Get(long id, DateTimeOffset now) => database.Rows(Find, DropletRow.At(now), now.UtcTicks, id).SingleOrDefault();

    /// <summary>The droplet by ID, subject to the read lag.</summary>
    public Droplet? Read(long id, DateTimeOffset now) =>
        database.Number("SELECT count(*) FROM droplets WHERE id = $1 AND readable_at <= $2", id, now.UtcTicks) == 0 ? null : Get(id, now);

    /// <summary>The droplet by ID, subject to the read lag; 404 if there is none.</summary>
    public Droplet Require(long id, DateTimeOffset now) => Read(id, now) ?? throw ApiError.DropletNotFound();

    /// <summary>The droplets from an ID on, with the data that the API never returns.</summary>
    public List<(Droplet Droplet, string? UserData, IReadOnlyList<long> SshKeyIds)> ReadActual(long firstId, DateTimeOffset now) =>
        database.Rows(
            $"SELECT {DropletRow.ColumnsWithAllTags}, d.user_data, d.ssh_keys FROM droplets d WHERE {Present} AND d.id >= $2 ORDER BY d.id",
            DropletRow.ActualAt(now),
            now.UtcTicks, firstId);

    /// <summary>All droplets with all tags, newest first.</summary>
    public List<Droplet> Newest(DateTimeOffset now) =>
        database.Rows(
            $"SELECT {DropletRow.ColumnsWithAllTags} FROM droplets d WHERE {Present} ORDER BY d.id DESC", DropletRow.At(now), now.UtcTicks);

    public Droplet Insert(string name, DropletSpec spec, SandboxConditions conditions, DateTimeOffset now)
    {
        PurgeRemoved(now);
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
        DateTimeOffset bootedAt = now + conditions.Boot + Jitter(conditions.BootSpread, conditions, id, 1);
        bool vanishes = spec.Outcome == BootOutcome.Vanished;
        // With a boot time of zero it must still exist in the response.
        long vanishedAt = Math.Max(bootedAt.UtcTicks, now.UtcTicks + 1);
        database.Execute(
            "UPDATE droplets SET slot = $2, booted_at = $3, gone_at = $4 WHERE id = $1",
            id, FreeSlot(), bootedAt.UtcTicks, vanishes ? vanishedAt : null);
        tags.Attach(id, spec.Tags, now + conditions.TagLag);
        DateTimeOffset completedAt = spec.Outcome == BootOutcome.Stuck ? DateTimeOffset.MaxValue : bootedAt;
        actions.Insert("create", ActionSubject.Droplet(id), spec.Region, now, completedAt, vanishes ? "errored" : "completed");
        volumes.AttachAtBoot(id, vanishes ? [] : spec.VolumeIds, now, bootedAt);
        return Get(id, now) ?? throw new InvalidOperationException("A droplet that was just inserted is missing.");
    }

    /// <summary>Begins the deletion of a droplet.</summary>
    public void Delete(Droplet droplet, SandboxConditions conditions, DateTimeOffset now)
    {
        DateTimeOffset goneAt = now + conditions.Destroy + Jitter(conditions.DestroySpread, conditions, droplet.Id, 2);
        // Deletion replaces a pending vanish.
        database.Execute(
            "UPDATE droplets SET gone_at = $2, outcome = iif(outcome = $3, $4, outcome) WHERE id = $1",
            droplet.Id, goneAt.UtcTicks, (int)BootOutcome.Vanished, (int)BootOutcome.Active);
        actions.Insert("destroy", ActionSubject.Droplet(droplet.Id), droplet.Region, now, goneAt);
        volumes.DetachAll(droplet.Id, now, goneAt + conditions.ActionTime);
        ips.Unassign(droplet.Id, now, goneAt);
    }

    /// <summary>Begins an action. A new name takes effect immediately, all other changes when the action completes.</summary>
    /// <param name="type">The action type.</param>
    /// <param name="droplet">The current droplet, without another action in progress.</param>
    /// <param name="after">The droplet after the action.</param>
    /// <param name="now">The current time.</param>
    /// <param name="end">The completion time of the action.</param>
    public ResourceAction BeginAction(string type, Droplet droplet, Droplet after, DateTimeOffset now, DateTimeOffset end)
    {
        SetPending(droplet, after, end);
        return actions.Insert(type, ActionSubject.Droplet(droplet.Id), droplet.Region, now, end);
    }

    /// <summary>Locks a droplet until a time, and sets its state then.</summary>
    public void SetPending(Droplet droplet, Droplet after, DateTimeOffset end) =>
        database.Execute(
            """
            UPDATE droplets SET name = $2, status = $3, size = $4, disk = $5, features = $6, backup_weekday = $7, backup_hour = $8,
                pending_at = $9, pending_status = $10, pending_size = $11, pending_disk = $12, pending_features = $13,
                pending_backup_weekday = $14, pending_backup_hour = $15,
                image = $16, pending_image = $17
            WHERE id = $1
            """,
            droplet.Id, after.Name,
            // The result of an earlier action becomes permanent.
            droplet.SetStatus, droplet.Size, droplet.Disk,
            string.Join(',', droplet.Features), (int?)droplet.Backups?.Weekday, droplet.Backups?.Hour,
            end.UtcTicks, after.SetStatus == droplet.SetStatus ? null : after.SetStatus,
            after.Size, after.Disk, string.Join(',', after.Features), (int?)after.Backups?.Weekday, after.Backups?.Hour,
            droplet.Image, after.Image);

    /// <summary>Sets a status permanently: it overrides the result of an action in progress.</summary>
    public void SetStatus(long id, string status) =>
        database.Execute("UPDATE droplets SET status = $2, pending_status = NULL WHERE id = $1", id, status);

    public void SetLocked(long id, bool locked) => database.Execute("UPDATE droplets SET locked = $2 WHERE id = $1", id, locked);

    public void Rename(long id, string name) => database.Execute("UPDATE droplets SET name = $2 WHERE id = $1", id, name);

    /// <summary>The jitter of a droplet: a part of a spread, the same for the same seed and droplet.</summary>
    private static TimeSpan Jitter(TimeSpan spread, SandboxConditions conditions, long droplet, long purpose) =>
        spread * SeededRandom.Fraction(conditions.Seed, droplet, purpose);

    /// <summary>Frees the addresses of removed droplets; IDs are never reused.</summary>
    private void PurgeRemoved(DateTimeOffset now)
    {
        database.Execute(
            $"DELETE FROM droplet_tags WHERE droplet_id IN ({DropletListQuery.Removed})", now.UtcTicks);
        database.Execute("DELETE FROM droplets WHERE gone_at <= $1", now.UtcTicks);
    }

    /// <summary>The first free slot after the last one used, so that addresses are reused as late as possible.</summary>
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
