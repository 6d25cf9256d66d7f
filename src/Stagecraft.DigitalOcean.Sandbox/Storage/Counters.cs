namespace Stagecraft.DigitalOcean.Sandbox.Storage;

/// <summary>
/// The number of droplets of each kind, in total and per tag. Triggers maintain them, because SQLite scans all rows to count them. They
/// count stored rows, including droplets that are already removed or not listed yet.
/// </summary>
internal static class Counters
{
    /// <summary>The tag ID 0 represents all droplets. The kind of a droplet never changes.</summary>
    public const string Tables = """
        CREATE TABLE counters (
            tag_id INTEGER NOT NULL,
            is_gpu INTEGER NOT NULL,
            number INTEGER NOT NULL,
            PRIMARY KEY (tag_id, is_gpu)) WITHOUT ROWID;
        CREATE TRIGGER droplet_counted AFTER INSERT ON droplets BEGIN
            INSERT INTO counters VALUES (0, new.is_gpu, 1) ON CONFLICT DO UPDATE SET number = number + 1;
        END;
        CREATE TRIGGER droplet_discounted AFTER DELETE ON droplets BEGIN
            UPDATE counters SET number = number - 1 WHERE tag_id = 0 AND is_gpu = old.is_gpu;
        END;
        CREATE TRIGGER tagged_counted AFTER INSERT ON droplet_tags BEGIN
            INSERT INTO counters VALUES (new.tag_id, new.is_gpu, 1) ON CONFLICT DO UPDATE SET number = number + 1;
        END;
        CREATE TRIGGER tagged_discounted AFTER DELETE ON droplet_tags BEGIN
            UPDATE counters SET number = number - 1 WHERE tag_id = old.tag_id AND is_gpu = old.is_gpu;
        END;
        CREATE TRIGGER tag_discounted AFTER DELETE ON tags BEGIN
            DELETE FROM counters WHERE tag_id = old.id;
        END;
        """;
}
