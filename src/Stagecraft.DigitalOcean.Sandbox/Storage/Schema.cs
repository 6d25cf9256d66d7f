using Stagecraft.Sandbox.Storage;

namespace Stagecraft.DigitalOcean.Sandbox.Storage;

/// <summary>The tables. Times are UTC ticks. Future events are stored with their time.</summary>
internal static class Schema
{
    private const int Version = 5;

    private const string Tables = """
        CREATE TABLE ssh_keys (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            name TEXT NOT NULL,
            fingerprint TEXT NOT NULL UNIQUE,
            public_key TEXT NOT NULL);

        CREATE TABLE vpcs (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            uuid TEXT NOT NULL UNIQUE,
            name TEXT NOT NULL UNIQUE,
            description TEXT NOT NULL,
            region TEXT NOT NULL,
            first INTEGER NOT NULL,
            prefix INTEGER NOT NULL,
            is_default INTEGER NOT NULL,
            created_at INTEGER NOT NULL);
        CREATE UNIQUE INDEX vpcs_default ON vpcs (region) WHERE is_default = 1;

        CREATE TABLE droplets (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            name TEXT NOT NULL COLLATE NOCASE,
            region TEXT NOT NULL,
            size TEXT NOT NULL,
            disk INTEGER NOT NULL,
            is_gpu INTEGER NOT NULL,
            image TEXT NOT NULL,
            created_at INTEGER NOT NULL,
            booted_at INTEGER NOT NULL,
            outcome INTEGER NOT NULL,
            listed_at INTEGER NOT NULL,
            readable_at INTEGER NOT NULL,
            gone_at INTEGER,
            status TEXT,
            locked INTEGER NOT NULL DEFAULT 0,
            slot INTEGER UNIQUE,
            vpc TEXT,
            private_address INTEGER,
            private_prefix INTEGER,
            features TEXT NOT NULL,
            public_networking INTEGER NOT NULL,
            backup_weekday TEXT,
            backup_hour INTEGER,
            pending_at INTEGER,
            pending_status TEXT,
            pending_size TEXT,
            pending_disk INTEGER,
            pending_features TEXT,
            pending_backup_weekday TEXT,
            pending_backup_hour INTEGER,
            pending_image TEXT,
            ssh_keys TEXT NOT NULL,
            user_data TEXT);
        CREATE INDEX droplets_by_kind ON droplets (is_gpu, id);
        CREATE INDEX droplets_by_name ON droplets (name, is_gpu, id);
        CREATE INDEX droplets_by_listing ON droplets (listed_at);
        CREATE INDEX droplets_by_vpc ON droplets (vpc, id);
        CREATE UNIQUE INDEX droplets_by_private_address ON droplets (vpc, private_address) WHERE private_address IS NOT NULL;
        CREATE INDEX droplets_going ON droplets (gone_at) WHERE gone_at IS NOT NULL;

        CREATE TABLE tags (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            name TEXT NOT NULL UNIQUE COLLATE NOCASE);

        CREATE TABLE droplet_tags (
            tag_id INTEGER NOT NULL,
            droplet_id INTEGER NOT NULL,
            is_gpu INTEGER NOT NULL,
            applied_at INTEGER NOT NULL,
            PRIMARY KEY (tag_id, droplet_id)) WITHOUT ROWID;
        CREATE INDEX droplet_tags_by_droplet ON droplet_tags (droplet_id, tag_id, applied_at);
        CREATE INDEX droplet_tags_by_time ON droplet_tags (tag_id, applied_at);

        -- The slot of the first ID, so that slots and IDs increase in parallel until a slot is in use.
        CREATE TABLE next_slot AS SELECT 32001 AS number;

        CREATE TABLE actions (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            type TEXT NOT NULL,
            resource_type TEXT NOT NULL,
            resource_id INTEGER NOT NULL,
            region TEXT NOT NULL,
            started_at INTEGER NOT NULL,
            completed_at INTEGER NOT NULL,
            outcome TEXT NOT NULL);
        CREATE INDEX actions_by_resource ON actions (resource_type, resource_id, id);

        INSERT INTO sqlite_sequence (name, seq) VALUES
            ('droplets', 500000000), ('actions', 2000000000), ('ssh_keys', 40000000);
        PRAGMA user_version = 5;
        """;

    /// <summary>Creates the tables in an empty database.</summary>
    public static void Ensure(Database database)
    {
        if (Check(database))
        {
            return;
        }

        database.Execute(Tables);
        database.Execute(Counters.Tables);
        database.Execute(FirewallTables.Tables);
        database.Execute(VolumeTables.Tables);
        database.Execute(ReservedIpStore.Tables);
        database.Execute(CertificateStore.Tables);
        database.Execute(LoadBalancerStore.Tables);
        database.Execute(AlertPolicyStore.Tables);
        database.Execute(SnapshotStore.Tables);
        database.Execute(ProjectTables.Tables);
        database.Execute(DestroyStore.Tables);
    }

    /// <summary>Whether the tables exist.</summary>
    /// <exception cref="InvalidDataException">The database belongs to another program or version.</exception>
    public static bool Check(Database database)
    {
        long version = database.Number("PRAGMA user_version");
        if (version == Version)
        {
            return true;
        }

        if (version != 0)
        {
            throw new InvalidDataException(
                $"it has version {version}, this sandbox has {Version}; delete it to start over, or choose another file");
        }

        return database.Number("SELECT count(*) FROM sqlite_master") == 0
            ? false
            : throw new InvalidDataException("it is a database of another program; choose another file");
    }
}
