using System.Text.RegularExpressions;

namespace Stagecraft.DigitalOcean.Sandbox.Tests.Contract;

/// <summary>Documented members that the sandbox never returns.</summary>
/// <param name="Pattern">The operations and members.</param>
/// <param name="Reason">The reason.</param>
internal sealed record NotReturned(string Pattern, string Reason)
{
    public static readonly NotReturned[] All =
    [
        new(@"\.resources\.databases\.last_tagged_uri$", "The sandbox has no databases."),
        new(
            @"^GET /v2/droplets/(\{droplet_id\}/(backups|kernels)|autoscale) \.(links\.pages|autoscale_pools\[\])",
            "These lists are always empty."),
        new(@"/destroy_with_associated_resources/status .*\.error_message$", "No destroy of the sandbox fails."),
    ];

    public bool Covers(string member) => Regex.IsMatch(member, Pattern);
}
