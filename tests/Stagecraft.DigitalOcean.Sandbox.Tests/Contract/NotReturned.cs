using System.Text.RegularExpressions;

namespace Stagecraft.DigitalOcean.Sandbox.Tests.Contract;

/// <summary>Documented members that the sandbox never returns.</summary>
/// <param name="Pattern">The operations and members.</param>
/// <param name="Reason">The reason.</param>
internal sealed record NotReturned(string Pattern, string Reason)
{
    public static readonly NotReturned[] All =
    [
        new(@"\.resources\.(images|volume_snapshots|databases)\.last_tagged_uri$", "They cannot be tagged in the sandbox."),
        new(
            @"^GET /v2/droplets/\{droplet_id\}/(snapshots|backups|kernels) \.links\.pages",
            "These lists are always empty."),
    ];

    public bool Covers(string member) => Regex.IsMatch(member, Pattern);
}
