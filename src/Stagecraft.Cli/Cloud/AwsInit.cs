using System.Text.RegularExpressions;
using Stagecraft.Cli.Errors;

namespace Stagecraft.Cli.Cloud;

/// <summary>A new config for AWS.</summary>
internal sealed partial class AwsInit : InitTemplate
{
    internal const string ProposedRegion = "us-east-1";

    internal override IReadOnlyList<string> Options { get; } = ["--account-id"];

    internal override string SandboxAccount => "123456789012";

    internal override string AccountCommand => "aws sts get-caller-identity --query Account --output text";

    internal override bool IsRegional => true;

    internal override string AddSshKey =>
        "import one: aws ec2 import-key-pair --key-name NAME --public-key-material fileb://~/.ssh/id_ed25519.pub";

    internal override string DefaultRegion(Func<string, string?> variable) =>
        variable("AWS_REGION") ?? variable("AWS_DEFAULT_REGION") ?? ProposedRegion;

    internal override string RequireAccount(string text) => Account().IsMatch(text)
        ? text
        : throw new UsageException($"{Excerpt.Of(text)} is not an account id", $"12 digits; this prints it: {AccountCommand}");

    internal override string ConnectionOnly(InitConnection connection) =>
        $$"""
        cloud:
          provider: aws
          providers:
            aws:
              {{AwsCloud.AccountKey}}: {{Text(connection.AccountId ?? "")}}
              {{AwsCloud.DefaultRegionKey}}: {{Text(connection.Region ?? ProposedRegion)}}
              {{(connection.Key is null ? "" : $"{AwsCloud.SshKeyKey}: {Text(connection.Key)}")}}
        """;

    internal override string ToYaml(InitConnection connection, InitAnswers answers) =>
        $$"""
        # yaml-language-server: $schema=./stagecraft.schema.json
        # For completion in editors, write that schema: stagecraft schema > stagecraft.schema.json
        #
        # The hosts of each environment. To check the file: stagecraft validate. To show the changes: stagecraft infra plan.
        project:
          name: {{Text(answers.Project)}} # keeps these hosts apart from those of other projects in the account

        cloud:
          provider: aws
          providers:
            aws:
              {{AwsCloud.AccountKey}}: {{Text(connection.AccountId ?? "")}} # credentials of any other account are refused
              {{AwsCloud.SshKeyKey}}: {{Text(answers.Key)}} # a key pair of each region, which new instances accept

              # Names or ids. One of them has to allow SSH from your network: the default group does not.
              {{AwsCloud.SecurityGroupsKey}}: [default]

              # The tag Name of the instances.
              {{AwsCloud.MachineNameKey}}: "{project}-{environment}-{host}"

              # A host may have its own region, size, image and more.
              {{AwsCloud.DefaultRegionKey}}: {{Text(answers.Region)}}
              default_size: {{Text(answers.Size)}}

              hosts:
                {{Text(answers.Environment)}}: # an environment; add others next to it
        {{Hosts(answers)}}

        """;

    [GeneratedRegex(@"^[0-9]{12}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Account();
}
