using System.Text.RegularExpressions;
using Stagecraft.DigitalOcean.Sandbox.Tests.Support;

namespace Stagecraft.DigitalOcean.Sandbox.Tests.Contract;

/// <summary>Paths for the path templates of the specification.</summary>
internal static partial class Targets
{
    private const string NoUuid = "00000000-0000-4000-8000-000000000000";

    /// <summary>A path to existing resources; it creates an active droplet.</summary>
    public static async Task<string> Existing(Account account, string template)
    {
        long droplet = account.Sandbox.CreateDroplet("web-1", ["blue"]).Id;
        Reply actions = await account.Get($"/v2/droplets/{droplet}/actions");
        Reply keys = await account.Get("/v2/account/keys");
        Reply vpcs = await account.Get("/v2/vpcs");
        string firewall = await FirewallSteps.Create(account, "web");
        return Variable().Replace(template, match => match.Value switch
        {
            "{droplet_id}" => $"{droplet}",
            "{action_id}" => actions.All("actions", "id")[0],
            "{ssh_key_identifier}" => keys.All("ssh_keys", "id")[0],
            "{image_id}" => "debian-12-x64",
            "{tag_id}" => "blue",
            "{firewall_id}" => firewall,
            "{vpc_id}" => vpcs.All("vpcs", "id")[0],
            _ => throw new InvalidOperationException($"{match.Value} is unknown."),
        });
    }

    /// <summary>A path to resources that do not exist.</summary>
    public static string Missing(string template) => Variable().Replace(template, match => match.Value switch
    {
        "{tag_id}" => "missing",
        "{vpc_id}" or "{vpc_peering_id}" or "{firewall_id}" or "{autoscale_pool_id}" => NoUuid,
        _ => "1",
    });

    public static bool HasVariable(string template) => Variable().IsMatch(template);

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Variable();
}
