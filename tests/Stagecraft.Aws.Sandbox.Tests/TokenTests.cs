using Stagecraft.Aws.Sandbox.Tests.Support;

namespace Stagecraft.Aws.Sandbox.Tests;

/// <summary>spec/sandbox-aws.md, section 3: client tokens.</summary>
public sealed class TokenTests : IDisposable
{
    private const string Token = "ClientToken=sc1-one";

    private readonly Cloud _cloud = new(new AwsSandboxOptions { Throttle = false });

    public void Dispose() => _cloud.Dispose();

    [Fact]
    public void The_same_request_gives_the_same_instance_with_its_present_state()
    {
        string id = _cloud.RunOne(Token);
        _cloud.Clock.Advance(8);
        Reply again = _cloud.Run(Token).ShouldSucceed();
        again.Instances.Should().Equal(id);
        again.Text("name").Should().Be("running");
        again.Text("clientToken").Should().Be("sc1-one");
        _cloud.Sandbox.Instances.Should().ContainSingle();
    }

    [Fact]
    public void Without_a_token_each_request_creates_an_instance()
    {
        _cloud.RunOne();
        _cloud.RunOne();
        _cloud.Sandbox.Instances.Should().HaveCount(2);
    }

    [Fact]
    public void A_token_is_case_sensitive()
    {
        _cloud.RunOne(Token);
        _cloud.RunOne("ClientToken=SC1-one");
        _cloud.Sandbox.Instances.Should().HaveCount(2);
    }

    [Theory]
    [InlineData(64, 200, "")]
    [InlineData(65, 400, "InvalidParameterValue")]
    public void A_token_has_up_to_64_characters(int length, int status, string code) =>
        _cloud.Run($"ClientToken={new string('a', length)}").ShouldBe(status, code);

    [Fact]
    public void A_token_is_ascii() => _cloud.Run("ClientToken=ä").ShouldBe(400, "InvalidParameterValue");

    [Theory]
    [InlineData("InstanceType=t3.small")]
    [InlineData("UserData=YQ==")]
    [InlineData("TagSpecification.1.ResourceType=instance", "TagSpecification.1.Tag.1.Key=a", "TagSpecification.1.Tag.1.Value=b")]
    public void Other_parameters_are_a_mismatch_or_the_instance(params string[] other)
    {
        string id = _cloud.RunOne(Token);
        _cloud.Run([Token, .. other]).ShouldBe(400, "IdempotentParameterMismatch");
        _cloud.Set(conditions => conditions with { TokenMismatch = AwsTokenResponse.Instance });
        Reply reply = _cloud.Run([Token, .. other]).ShouldSucceed();
        reply.Instances.Should().Equal(id);
        reply.Text("instanceType").Should().Be(Cloud.Type);
        _cloud.Sandbox.Instances.Should().ContainSingle();
    }

    [Fact]
    public void An_empty_zone_counts_as_none_and_is_the_same_request()
    {
        string id = _cloud.RunOne(Token);
        _cloud.Run(Token, "Placement.AvailabilityZone=").ShouldSucceed().Instances.Should().Equal(id);
    }

    [Fact]
    public void A_token_belongs_to_the_zone_that_the_request_names()
    {
        string regional = _cloud.RunOne(Token);
        string first = _cloud.RunOne(Token, "Placement.AvailabilityZone=us-east-1a");
        string second = _cloud.RunOne(Token, "Placement.AvailabilityZone=us-east-1b");
        new[] { regional, first, second }.Should().OnlyHaveUniqueItems();
        _cloud.RunOne(Token, "Placement.AvailabilityZone=us-east-1b").Should().Be(second);
    }

    [Theory]
    [InlineData("SubnetId")]
    [InlineData("NetworkInterface.1.SubnetId")]
    public void A_subnet_makes_a_token_zonal(string parameter)
    {
        Reply subnets = _cloud.Send("DescribeSubnets", "Filter.1.Name=availability-zone", "Filter.1.Value.1=us-east-1b").ShouldSucceed();
        string[] request = [Token, $"{parameter}={subnets.Text("subnetId")}"];
        string[] network = parameter.StartsWith('N') ? ["NetworkInterface.1.DeviceIndex=0"] : [];
        string regional = _cloud.RunOne(Token);
        string zonal = _cloud.RunOne([.. request, .. network]);
        zonal.Should().NotBe(regional);
        _cloud.Run(Token, "Placement.AvailabilityZone=us-east-1b").ShouldBe(400, "IdempotentParameterMismatch");
    }

    [Fact]
    public void A_token_belongs_to_the_region()
    {
        _cloud.RunOne(Token);
        string image = Data.Catalog.ImagesOf("eu-west-1").First(other => other.Architecture == "x86_64").Id;
        string[] request = [$"ImageId={image}", "InstanceType=t3.micro", "MinCount=1", "MaxCount=1", Token];
        _cloud.Send("RunInstances", new Signer { Region = "eu-west-1" }, request).ShouldSucceed();
        _cloud.Sandbox.Instances.Select(instance => instance.Region).Should().Equal("us-east-1", "eu-west-1");
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 2)]
    public void A_token_belongs_to_the_account_or_to_the_access_key(bool perAccessKey, int instances)
    {
        _cloud.Set(conditions => conditions with { TokenPerAccessKey = perAccessKey });
        _cloud.RunOne(Token);
        _cloud.Signer = new Signer("AKIAOTHER");
        _cloud.RunOne(Token);
        _cloud.Sandbox.Instances.Should().HaveCount(instances);
    }

    [Fact]
    public void After_the_termination_the_token_is_an_error_or_the_terminated_instance()
    {
        string id = _cloud.RunOne(Token);
        _cloud.Sandbox.TerminateInstance(id);
        _cloud.Run(Token).ShouldBe(400, "IdempotentInstanceTerminated");
        _cloud.Clock.Advance(5);
        _cloud.Run(Token).ShouldBe(400, "IdempotentInstanceTerminated");
        _cloud.Set(conditions => conditions with { TokenTerminated = AwsTokenResponse.Instance });
        Reply reply = _cloud.Run(Token).ShouldSucceed();
        reply.Instances.Should().Equal(id);
        reply.Text("name").Should().Be("terminated");
    }

    [Fact]
    public void A_token_is_forgotten_after_a_time_since_the_termination()
    {
        _cloud.Set(conditions => conditions with { TokenMemory = TimeSpan.FromHours(2) });
        string first = _cloud.RunOne(Token);
        _cloud.Clock.Advance(3 * 3600);
        _cloud.RunOne(Token).Should().Be(first);
        _cloud.Sandbox.TerminateInstance(first);
        _cloud.Clock.Advance((2 * 3600) + 4);
        _cloud.Run(Token).ShouldBe(400, "IdempotentInstanceTerminated");
        _cloud.Clock.Advance(1);
        _cloud.RunOne(Token).Should().NotBe(first);
    }

    [Fact]
    public void A_refusal_for_lack_of_capacity_is_remembered_with_its_parameters()
    {
        _cloud.Set(conditions => conditions with { NoCapacity = ["t3.micro"] });
        _cloud.Run(Token).ShouldBe(500, "InsufficientInstanceCapacity");
        _cloud.Run(Token, "InstanceType=t3.small").ShouldBe(400, "IdempotentParameterMismatch");
        _cloud.Run(Token).ShouldBe(500, "InsufficientInstanceCapacity");
        _cloud.Set(conditions => conditions with { NoCapacity = [] });
        _cloud.RunOne(Token);
        _cloud.Sandbox.Instances.Should().ContainSingle();
    }

    [Fact]
    public void A_refusal_is_forgotten_in_time_and_can_be_configured_away()
    {
        _cloud.Set(conditions => conditions with { NoCapacity = ["t3.micro"] });
        _cloud.Run(Token).ShouldBe(500, "InsufficientInstanceCapacity");
        _cloud.Clock.Advance(24 * 3600);
        _cloud.RunOne(Token, "InstanceType=t3.small");
        _cloud.Set(conditions => conditions with { TokenRemembersRefusals = false });
        _cloud.Run("ClientToken=two").ShouldBe(500, "InsufficientInstanceCapacity");
        _cloud.RunOne("ClientToken=two", "InstanceType=t3.small");
    }

    [Theory]
    [InlineData("KeyName=missing", "InvalidKeyPair.NotFound")]
    [InlineData("SecurityGroupId.1=sg-missing", "InvalidGroup.NotFound")]
    public void Another_refusal_is_not_remembered(string parameter, string code)
    {
        _cloud.Run(Token, parameter).ShouldBe(400, code);
        _cloud.RunOne(Token);
    }

    [Fact]
    public void A_dry_run_leaves_no_token()
    {
        _cloud.Run(Token, "DryRun=true").ShouldBe(412, "DryRunOperation");
        _cloud.RunOne(Token, "InstanceType=t3.small");
    }

    [Fact]
    public void Several_instances_of_a_request_share_their_token()
    {
        IReadOnlyList<string> ids = _cloud.Run(Token, "MinCount=2", "MaxCount=3").ShouldSucceed().Instances;
        ids.Should().HaveCount(3);
        _cloud.Run(Token, "MinCount=2", "MaxCount=3").Instances.Should().Equal(ids);
        _cloud.Sandbox.TerminateInstance(ids[0]);
        _cloud.Run(Token, "MinCount=2", "MaxCount=3").Instances.Should().Equal(ids);
    }
}
