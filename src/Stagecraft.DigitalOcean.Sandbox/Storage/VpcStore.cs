using Microsoft.Data.Sqlite;
using Stagecraft.DigitalOcean.Sandbox.Core;
using Stagecraft.DigitalOcean.Sandbox.Data;
using Stagecraft.DigitalOcean.Sandbox.Vpcs;
using Stagecraft.Sandbox.Storage;

namespace Stagecraft.DigitalOcean.Sandbox.Storage;

/// <summary>The VPCs. Each region always has one default VPC.</summary>
internal sealed class VpcStore(Database database)
{
    private const string Select = "SELECT uuid, name, description, region, first, prefix, is_default, created_at FROM vpcs";

    private static readonly DateTimeOffset Start = new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);

    public long Count() => database.Number("SELECT count(*) FROM vpcs");

    public List<Vpc> List(PageRequest page) =>
        database.Rows($"{Select} ORDER BY id LIMIT $1 OFFSET $2", Read, page.PerPage, page.Offset);

    public Vpc? Get(string id) => database.Rows($"{Select} WHERE uuid = $1", Read, id).SingleOrDefault();

    public Vpc? Named(string name) => database.Rows($"{Select} WHERE name = $1", Read, name).SingleOrDefault();

    /// <summary>Null for an unknown region.</summary>
    public Vpc? DefaultOf(string region) =>
        database.Rows($"{Select} WHERE region = $1 AND is_default = 1", Read, region).SingleOrDefault();

    /// <summary>All networks with or for droplets.</summary>
    public List<Ipv4Range> Taken() =>
        [
            // Droplets in unknown regions have addresses, but no VPC.
            VpcRanges.OfRegion(RegionTable.Rows.Length),
            .. database.Rows("SELECT first, prefix FROM vpcs", row => new Ipv4Range((uint)row.GetInt64(0), row.GetInt32(1))),
        ];

    public Vpc Add(string name, string description, string region, Ipv4Range range, DateTimeOffset now)
    {
        long number = database.Number("SELECT seq FROM sqlite_sequence WHERE name = 'vpcs'") + 1;
        string id = $"5a4d0b0c-0000-4000-b000-{number:x12}";
        Vpc vpc = new Vpc(id, name, description, region, range, DefaultOf(region) is null, now);
        Insert(vpc);
        return vpc;
    }

    /// <summary>Sets name, description and, if true, default; the previous default of the region loses it then.</summary>
    public void Update(Vpc vpc)
    {
        if (vpc.IsDefault)
        {
            database.Execute("UPDATE vpcs SET is_default = 0 WHERE region = $1 AND uuid <> $2", vpc.Region, vpc.Id);
        }

        database.Execute(
            "UPDATE vpcs SET name = $2, description = $3, is_default = $4 WHERE uuid = $1",
            vpc.Id, vpc.Name, vpc.Description, vpc.IsDefault);
    }

    public void Delete(string id) => database.Execute("DELETE FROM vpcs WHERE uuid = $1", id);

    /// <summary>Adds the missing default VPCs of the regions.</summary>
    public void EnsureDefaults()
    {
        List<string> existing = database.Rows("SELECT region FROM vpcs WHERE is_default = 1", row => row.GetString(0));
        for (int number = 0; number < RegionTable.Rows.Length; number++)
        {
            string region = RegionTable.Rows[number].Slug;
            string id = $"5a4d0b0c-0000-4000-9000-{number:x12}";
            if (!existing.Contains(region))
            {
                Insert(new Vpc(id, $"default-{region}", "", region, VpcRanges.OfRegion(number), true, Start));
            }
        }
    }

    /// <summary>A free address in the VPC; null if addresses are derived from the slots.</summary>
    public VpcAddress? FreeAddress(Vpc vpc)
    {
        if (vpc.IsNumberedBySlot)
        {
            return null;
        }
        // The first address is the network, the second the gateway, the last the broadcast address.
        (uint min, uint max) = (vpc.Range.First + 2, vpc.Range.Last - 1);
        // Usually the next address is free; finding it does not depend on the number of droplets.
        uint highest = (uint)database.Number(
            "SELECT max(private_address) FROM droplets WHERE vpc = $1 AND private_address IS NOT NULL", vpc.Id);
        uint address = highest < min ? min : highest < max ? highest + 1 : Gap(vpc.Id, min);
        return address <= max ? new VpcAddress(address, vpc.Range.Prefix) : throw ApiError.Unprocessable("No address is left in the VPC.");
    }

    private uint Gap(string vpc, uint min)
    {
        List<uint> taken = database.Rows(
            "SELECT private_address FROM droplets WHERE vpc = $1 AND private_address IS NOT NULL ORDER BY private_address",
            row => (uint)row.GetInt64(0),
            vpc);
        uint free = min;
        foreach (uint address in taken.TakeWhile(address => address == free))
        {
            free = address + 1;
        }

        return free;
    }

    private void Insert(Vpc vpc) => database.Execute(
        """
        INSERT INTO vpcs (uuid, name, description, region, first, prefix, is_default, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        """,
        vpc.Id, vpc.Name, vpc.Description, vpc.Region, (long)vpc.Range.First, vpc.Range.Prefix, vpc.IsDefault, vpc.CreatedAt.UtcTicks);

    private static Vpc Read(SqliteDataReader row) =>
        new(row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3),
            new Ipv4Range((uint)row.GetInt64(4), row.GetInt32(5)), row.GetBoolean(6), DropletRow.Time(row.GetInt64(7)));
}
