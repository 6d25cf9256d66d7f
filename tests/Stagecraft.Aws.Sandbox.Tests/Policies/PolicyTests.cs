using System.Text.Json;
using Stagecraft.Aws.Sandbox.Tests.Support;

namespace Stagecraft.Aws.Sandbox.Tests.Policies;

/// <summary>spec/sandbox-aws.md, section 13: the IAM policy.</summary>
public sealed class PolicyTests
{
    /// <summary>Instances are created with the tag of the project, and only those can be changed.</summary>
    private const string Ownership = """
        {
          "Version": "2012-10-17",
          "Statement": [
            { "Effect": "Allow", "Action": ["ec2:Describe*", "ssm:GetParameters"], "Resource": "*" },
            { "Effect": "Allow", "Action": "ec2:RunInstances", "Resource": "*" },
            { "Effect": "Deny", "Action": "ec2:RunInstances", "Resource": "arn:aws:ec2:*:*:instance/*",
              "Condition": { "StringNotEquals": { "aws:RequestTag/stagecraft:project": "shop" } } },
            { "Effect": "Allow", "Action": "ec2:CreateTags", "Resource": "*",
              "Condition": { "StringEquals": { "ec2:CreateAction": "RunInstances" } } },
            { "Effect": "Allow", "Action": ["ec2:TerminateInstances", "ec2:CreateTags", "ec2:DeleteTags"], "Resource": "*",
              "Condition": { "StringEquals": { "aws:ResourceTag/stagecraft:project": "shop" } } }
          ]
        }
        """;

    private static readonly string[] Tags =
    [
        "TagSpecification.1.ResourceType=instance", "TagSpecification.1.Tag.1.Key=stagecraft:project",
        "TagSpecification.1.Tag.1.Value=shop",
    ];

    [Fact]
    public void An_instance_with_the_tag_is_created_and_deleted()
    {
        using Cloud cloud = Create();
        string id = cloud.RunOne(Tags);
        cloud.Send("CreateTags", $"ResourceId.1={id}", "Tag.1.Key=team", "Tag.1.Value=web").ShouldSucceed();
        cloud.Send("TerminateInstances", $"InstanceId.1={id}").ShouldSucceed();
    }

    [Fact]
    public void An_instance_without_the_tag_is_not_created()
    {
        using Cloud cloud = Create();
        cloud.Run().ShouldBe(403, "UnauthorizedOperation").Text("Message").Should().Contain("explicit deny").And.Contain("instance/*");
        cloud.Run([.. Tags[..2], "TagSpecification.1.Tag.1.Value=other"]).ShouldBe(403, "UnauthorizedOperation");
        cloud.Sandbox.Instances.Should().BeEmpty();
    }

    [Fact]
    public void An_instance_of_another_project_is_not_changed()
    {
        using Cloud cloud = Create();
        string id = cloud.Sandbox.CreateInstance(new Dictionary<string, string> { ["stagecraft:project"] = "other" }).Id;
        string own = cloud.RunOne(Tags);
        cloud.Send("TerminateInstances", $"InstanceId.1={id}").ShouldBe(403, "UnauthorizedOperation");
        cloud.Send("TerminateInstances", $"InstanceId.1={own}", $"InstanceId.2={id}").ShouldBe(403, "UnauthorizedOperation");
        cloud.Send("CreateTags", $"ResourceId.1={id}", "Tag.1.Key=stagecraft:project", "Tag.1.Value=shop")
            .ShouldBe(403, "UnauthorizedOperation");
        cloud.StateOf(own).Should().Be("pending");
    }

    [Fact]
    public void Actions_that_no_statement_names_are_denied()
    {
        using Cloud cloud = Create();
        cloud.Send("CreateVolume", "AvailabilityZone=us-east-1a", "Size=1").ShouldBe(403, "UnauthorizedOperation")
            .Text("Message").Should().Contain("no identity-based policy allows the ec2:CreateVolume action");
        JsonService.Quotas(cloud, "ListServiceQuotas", new { ServiceCode = "ec2" }).Body.GetProperty("__type").GetString()
            .Should().Be("AccessDeniedException");
        JsonService.Ssm(cloud, "GetParameters", new { Names = new[] { "/mine" } }).Status.Should().Be(200);
        cloud.Send("GetCallerIdentity", new Signer { Service = "sts" }).ShouldSucceed();
    }

    [Fact]
    public void A_dry_run_checks_the_policy()
    {
        using Cloud cloud = Create();
        cloud.Run("DryRun=true").ShouldBe(403, "UnauthorizedOperation");
        cloud.Run([.. Tags, "DryRun=true"]).ShouldBe(412, "DryRunOperation");
    }

    [Fact]
    public void The_encoded_message_names_the_action_and_the_keys()
    {
        const string Policy = """{ "Statement": { "Effect": "Allow", "Action": "sts:*", "Resource": "*" } }""";
        using Cloud cloud = Create(Policy);
        string message = cloud.Run(Tags).ShouldBe(403, "UnauthorizedOperation").Text("Message");
        Reply reply = cloud.Send(
            "DecodeAuthorizationMessage", new Signer { Service = "sts" }, $"EncodedMessage={message[(message.LastIndexOf(' ') + 1)..]}");
        JsonElement decoded = JsonElement.Parse(reply.ShouldSucceed().Text("DecodedMessage"));
        decoded.GetProperty("explicitDeny").GetBoolean().Should().BeFalse();
        decoded.GetProperty("context").GetProperty("action").GetString().Should().Be("ec2:RunInstances");
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("""{ "Statement": [{ "Effect": "Perhaps", "Action": "*", "Resource": "*" }] }""")]
    [InlineData("""{ "Statement": [{ "Effect": "Allow", "Resource": "*" }] }""")]
    [InlineData("""{ "Statement": [{ "Effect": "Allow", "Action": "*", "Resource": "*", "Principal": "*" }] }""")]
    [InlineData("""{ "Statement": [{ "Effect": "Allow", "Action": "*", "Resource": "*", "Condition": { "IpAddress": { "a": "b" } } }] }""")]
    public void A_policy_that_cannot_be_evaluated_is_refused(string policy)
    {
        Func<Cloud> create = () => Create(policy);
        create.Should().Throw<ArgumentException>();
    }

    private static Cloud Create(string policy = Ownership) => new(new AwsSandboxOptions { Policy = policy, Throttle = false });
}
