namespace Stagecraft.DigitalOcean.Sandbox.Storage;

internal static class FirewallTables
{
    public const string Tables = """
        CREATE TABLE firewalls (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            name TEXT NOT NULL UNIQUE,
            rules TEXT NOT NULL,
            created_at INTEGER NOT NULL,
            applied_at INTEGER NOT NULL,
            listed_at INTEGER NOT NULL,
            readable_at INTEGER NOT NULL);
        CREATE TABLE firewall_droplets (
            firewall_id INTEGER NOT NULL,
            droplet_id INTEGER NOT NULL,
            PRIMARY KEY (firewall_id, droplet_id)) WITHOUT ROWID;
        CREATE INDEX firewall_droplets_by_droplet ON firewall_droplets (droplet_id);
        CREATE TABLE firewall_tags (
            firewall_id INTEGER NOT NULL,
            tag_id INTEGER NOT NULL,
            PRIMARY KEY (firewall_id, tag_id)) WITHOUT ROWID;
        CREATE INDEX firewall_tags_by_tag ON firewall_tags (tag_id);
        CREATE TABLE firewall_changes (
            firewall_id INTEGER NOT NULL,
            droplet_id INTEGER NOT NULL,
            removing INTEGER NOT NULL,
            until INTEGER NOT NULL,
            PRIMARY KEY (firewall_id, droplet_id)) WITHOUT ROWID;
        CREATE TRIGGER firewall_without_droplet AFTER DELETE ON droplets BEGIN
            DELETE FROM firewall_droplets WHERE droplet_id = old.id;
        END;
        CREATE TRIGGER firewall_without_tag AFTER DELETE ON tags BEGIN
            DELETE FROM firewall_tags WHERE tag_id = old.id;
        END;
        """;
}
