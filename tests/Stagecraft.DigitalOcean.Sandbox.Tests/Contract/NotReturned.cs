using System.Text.RegularExpressions;

namespace Stagecraft.DigitalOcean.Sandbox.Tests.Contract;

/// <summary>Documented members that the sandbox never returns.</summary>
/// <param name="Pattern">The operations and members.</param>
/// <param name="Reason">The reason.</param>
internal sealed record NotReturned(string Pattern, string Reason)
{
    public static readonly NotReturned[] All =
    [
        new(@"\.resources\.(images|volumes|volume_snapshots|databases)\.last_tagged_uri$", "Only droplets can be tagged in the sandbox."),
        new(
            @"^GET /v2/droplets/\{droplet_id\}/(snapshots|backups|kernels) \.links\.pages",
            "These lists are always empty."),
        new(@"^POST /v2/tags .*\.last_tagged_uri$", "A new tag is on no resource."),
    ];

    public bool Covers(string member) => Regex.IsMatch(member, Pattern);
}
