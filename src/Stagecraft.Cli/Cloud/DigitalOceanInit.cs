namespace Stagecraft.Cli.Cloud;

/// <summary>A new config for DigitalOcean.</summary>
internal sealed class DigitalOceanInit : InitTemplate
{
    internal const string ProposedRegion = "nyc3";
    internal const string TokenVariable = "DO_TOKEN";

    internal override IReadOnlyList<string> Options { get; } = ["--token-env"];

    internal override string DefaultRegion(Func<string, string?> variable) => ProposedRegion;

    internal override string AddSshKey => "add one at https://cloud.digitalocean.com/account/security, or with: "
        + "doctl compute ssh-key import NAME --public-key-file ~/.ssh/id_ed25519.pub";

    internal override string ConnectionOnly(InitConnection connection) =>
        $$"""
        cloud:
          provider: digitalocean
          providers:
            digitalocean:
              {{DigitalOceanCloud.TokenKey}}: {{Text(connection.TokenVariable ?? TokenVariable)}}
              {{(connection.Key is null ? "" : $"{DigitalOceanCloud.SshKeyKey}: {Text(connection.Key)}")}}
        """;

    internal override string ToYaml(InitConnection connection, InitAnswers answers)
    {
        string token = Text(connection.TokenVariable ?? TokenVariable);
        return $$"""
            # yaml-language-server: $schema=./stagecraft.schema.json
            # For completion in editors, write that schema: stagecraft schema > stagecraft.schema.json
            #
            # The hosts of each environment. To check the file: stagecraft validate. To show the changes: stagecraft infra plan.
            project:
              name: {{Text(answers.Project)}} # keeps these hosts apart from those of other projects in the account

            cloud:
              provider: digitalocean
              providers:
                digitalocean:
                  {{DigitalOceanCloud.TokenKey}}: {{token}} # the variable that holds the API token; never the token itself
                  {{DigitalOceanCloud.SshKeyKey}}: {{Text(answers.Key)}} # a key of the account, which new droplets accept

                  # Different names per project: several projects can have the same environments and hosts in one account.
                  {{DigitalOceanCloud.MachineNameKey}}: "{project}-{environment}-{host}"

                  # A host may have its own region, size, image and more.
                  default_region: {{Text(answers.Region)}}
                  default_size: {{Text(answers.Size)}}

                  hosts:
                    {{Text(answers.Environment)}}: # an environment; add others next to it
            {{Hosts(answers)}}

            """;
    }
}
