using Stagecraft.DigitalOcean.Sandbox.Core;
using Stagecraft.DigitalOcean.Sandbox.Droplets;
using Stagecraft.Sandbox.Storage;

namespace Stagecraft.DigitalOcean.Sandbox.Storage;

/// <summary>Lists of droplets of both kinds, of the account or of a VPC. The list lag applies.</summary>
internal sealed class DropletLists(Database database)
{
    private const string Listed = "(d.gone_at IS NULL OR d.gone_at > $1) AND d.listed_at <= $1";

    private const string OfVpc = $"{Listed} AND d.vpc = $2";

    public long Count(DateTimeOffset now) => database.Number($"SELECT count(*) FROM droplets d WHERE {Listed}", now.UtcTicks);

    public long Count(string vpc, DateTimeOffset now) =>
        database.Number($"SELECT count(*) FROM droplets d WHERE {OfVpc}", now.UtcTicks, vpc);

    public List<Droplet> List(PageRequest page, DateTimeOffset now) =>
        database.Rows(
            $"SELECT {DropletRow.Columns} FROM droplets d WHERE {Listed} ORDER BY d.id LIMIT $2 OFFSET $3",
            DropletRow.At(now),
            now.UtcTicks, page.PerPage, page.Offset);

    public List<Droplet> List(string vpc, PageRequest page, DateTimeOffset now) =>
        database.Rows(
            $"SELECT {DropletRow.Columns} FROM droplets d WHERE {OfVpc} ORDER BY d.id LIMIT $3 OFFSET $4",
            DropletRow.At(now),
            now.UtcTicks, vpc, page.PerPage, page.Offset);

    /// <summary>Whether a VPC has any droplet, including unlisted ones.</summary>
    public bool AnyIn(string vpc, DateTimeOffset now) =>
        database.Number("SELECT count(*) FROM droplets WHERE vpc = $2 AND (gone_at IS NULL OR gone_at > $1)", now.UtcTicks, vpc) > 0;
}
