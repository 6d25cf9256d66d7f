namespace Stagecraft.DigitalOcean.Sandbox.Storage;

internal static class VolumeTables
{
    public const string Tables = """
        CREATE TABLE volumes (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            name TEXT NOT NULL,
            region TEXT NOT NULL,
            description TEXT NOT NULL,
            size INTEGER NOT NULL,
            filesystem_type TEXT NOT NULL,
            filesystem_label TEXT NOT NULL,
            droplet_id INTEGER,
            pending_at INTEGER,
            pending_droplet_id INTEGER,
            pending_size INTEGER,
            created_at INTEGER NOT NULL,
            listed_at INTEGER NOT NULL,
            readable_at INTEGER NOT NULL,
            UNIQUE (name, region));
        CREATE INDEX volumes_by_droplet ON volumes (droplet_id) WHERE droplet_id IS NOT NULL;
        CREATE INDEX volumes_by_pending_droplet ON volumes (pending_droplet_id) WHERE pending_droplet_id IS NOT NULL;
        CREATE INDEX volumes_by_pending_time ON volumes (pending_at) WHERE pending_at IS NOT NULL;

        CREATE TABLE resource_tags (
            tag_id INTEGER NOT NULL,
            type TEXT NOT NULL,
            resource_id INTEGER NOT NULL,
            PRIMARY KEY (tag_id, type, resource_id)) WITHOUT ROWID;
        CREATE INDEX resource_tags_by_resource ON resource_tags (type, resource_id, tag_id);
        CREATE TRIGGER resources_without_tag AFTER DELETE ON tags BEGIN
            DELETE FROM resource_tags WHERE tag_id = old.id;
        END;
        """;
}
