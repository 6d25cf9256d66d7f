using Stagecraft.Aws.Sandbox.Tests.Support;

namespace Stagecraft.Aws.Sandbox.Tests.Networks;

/// <summary>spec/sandbox-aws.md, 9.1.1.</summary>
public sealed class DeclaredResourceTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Groups_subnets_and_addresses_of_the_options_exist_also_in_an_existing_state()
    {
        AwsSandboxOptions options = new() { StateFile = Path.Combine(_folder, "state.db"), KeyPairs = ["first"] };
        using (Cloud before = new(options))
        {
            before.RunOne("KeyName=first", "SecurityGroup.1=default");
        }

        using Cloud cloud = new(options with
        {
            KeyPairs = ["second"],
            SecurityGroups = ["web", "sg-0123456789abcdef0", "default"],
            Subnets = new Dictionary<string, string> { ["subnet-0123456789abcdef0"] = "us-east-1", ["subnet-0other"] = "eu-west-1" },
            Addresses = new Dictionary<string, string> { ["203.0.113.9"] = "us-east-1" },
        });

        cloud.RunOne("KeyName=second", "SubnetId=subnet-0123456789abcdef0", "SecurityGroupId.1=sg-0123456789abcdef0");
        cloud.RunOne("KeyName=first", "SecurityGroup.1=web");
        cloud.Run("SubnetId=subnet-0other").ShouldBe(400, "InvalidSubnetID.NotFound");
        cloud.Send("DescribeAddresses").ShouldSucceed().Xml.Value.Should().Contain("203.0.113.9");
        string groups = cloud.Send("DescribeSecurityGroups").ShouldSucceed().Xml.Value;
        groups.Split("default VPC security group").Should().HaveCount(2, "the group 'default' exists once");
    }
}
