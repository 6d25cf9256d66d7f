using System.Text.Encodings.Web;
using System.Text.Json;
using Stagecraft.Cli.Cloud;

namespace Stagecraft.Cli.Flow;

/// <summary>The content of a new config.</summary>
/// <param name="Hosts">The number of hosts per role.</param>
internal sealed record InitConfig(
    string Project,
    string TokenVariable,
    string Key,
    string Region,
    string Size,
    string Environment,
    IReadOnlyList<(string Role, int Count)> Hosts)
{
    internal int HostCount => Hosts.Sum(h => h.Count);

    /// <summary>A config with only the connection settings.</summary>
    internal static string ConnectionOnly(string tokenVariable, string? key) =>
        $$"""
        cloud:
          provider: {{DigitalOceanTerms.ProviderId}}
          providers:
            {{DigitalOceanTerms.ProviderId}}:
              {{DigitalOceanTerms.TokenKey}}: {{Text(tokenVariable)}}
              {{(key is null ? "" : $"{DigitalOceanTerms.SshKeyKey}: {Text(key)}")}}
        """;

    internal string ToYaml() =>
        $$"""
        # yaml-language-server: $schema=./stagecraft.schema.json
        # For completion in editors, write that schema: stagecraft schema > stagecraft.schema.json
        #
        # The hosts of each environment. Check it: stagecraft validate. See what differs: stagecraft infra plan.
        project:
          name: {{Text(Project)}} # keeps these hosts apart from those of other projects in the account

        cloud:
          provider: {{DigitalOceanTerms.ProviderId}}
          providers:
            {{DigitalOceanTerms.ProviderId}}:
              {{DigitalOceanTerms.TokenKey}}: {{Text(TokenVariable)}} # the variable that holds the API token; never the token itself
              {{DigitalOceanTerms.SshKeyKey}}: {{Text(Key)}} # a key of the account, which new droplets accept

              # Different names per project: several projects can have the same environments and hosts in one account.
              {{DigitalOceanTerms.MachineNameKey}}: "{project}-{environment}-{host}"

              # A host may have its own region, size, image and more.
              default_region: {{Text(Region)}}
              default_size: {{Text(Size)}}

              hosts:
                {{Text(Environment)}}: # an environment; add others next to it
        {{string.Join('\n', Hosts.SelectMany(Lines))}}

        """;

    private static IEnumerable<string> Lines((string Role, int Count) hosts) => Enumerable.Range(1, hosts.Count)
        .Select(i => $"          {hosts.Role}-{Rendering.Words.Number(i)}: {{ role: {Text(hosts.Role)} }}");

    // Plain if YAML cannot read it as another type; otherwise a JSON string, which is valid YAML.
    private static string Text(string value) =>
        value.Length > 0 && char.IsAsciiLetter(value[0]) && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
            && value.ToLowerInvariant() is not ("null" or "true" or "false" or "yes" or "no" or "on" or "off" or "y" or "n")
            ? value
            : $"\"{JsonEncodedText.Encode(value, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
}
