using System.Text.RegularExpressions;

namespace Stagecraft.DigitalOcean.Sandbox.Tests.Contract;

/// <summary>Documented members that no answer of the sandbox has.</summary>
/// <param name="Pattern">The operations and members.</param>
/// <param name="Reason">Why not.</param>
internal sealed record NotShown(string Pattern, string Reason)
{
    public static readonly NotShown[] All =
    [
        new(@"\.resources\.(images|volumes|volume_snapshots|databases)\.last_tagged_uri$", "Only droplets can be tagged in the sandbox."),
        new(@"^GET /v2/(firewalls|droplets/\{droplet_id\}/(firewalls|snapshots|backups|kernels)) \.links\.pages", "These lists are always empty."),
        new(@"^POST /v2/tags .*\.last_tagged_uri$", "A tag that has just been made is on nothing."),
    ];

    public bool Covers(string member) => Regex.IsMatch(member, Pattern);
}
