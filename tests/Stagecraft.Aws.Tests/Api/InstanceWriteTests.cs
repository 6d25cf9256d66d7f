using System.Text;
using Stagecraft.Aws.Api;
using Stagecraft.Engine.Clouds;

namespace Stagecraft.Aws.Tests.Api;

/// <summary>spec/providers/cloud/aws.md 1.1, 1.5 and 3: writes and their outcomes.</summary>
public sealed class InstanceWriteTests
{
    private const string UserData = "#!/bin/sh\necho hunter22";

    private static readonly RunInstance Host = new()
    {
        ImageId = "ami-1",
        Type = "t3.small",
        ClientToken = "sc1-0",
        KeyName = "ops",
        SecurityGroupIds = ["sg-1", "sg-2"],
        UserData = UserData,
        Tags = new Dictionary<string, string> { ["stagecraft:project"] = "shop", ["Name"] = "staging-app-1" },
        PartTags = new Dictionary<string, string> { ["Name"] = "staging-app-1" },
        DisableApiTermination = true,
    };

    private static Rig.Scripted Created => Responses.Ok(
        "RunInstances", $"<reservationId>r-1</reservationId><instancesSet>{Responses.Instance("i-1")}</instancesSet>");

    [Fact]
    public void A_create_has_its_parameters_in_a_fixed_order()
    {
        Rig rig = new(Created);

        rig.Run(c => c.Instances.RunAsync(Host, null, default)).Value!.Id.Should().Be("i-1");

        rig.Sent.Single().Parameters.Should().Equal(
            ("Action", "RunInstances"),
            ("Version", "2016-11-15"),
            ("MinCount", "1"),
            ("MaxCount", "1"),
            ("ClientToken", "sc1-0"),
            ("ImageId", "ami-1"),
            ("InstanceType", "t3.small"),
            ("KeyName", "ops"),
            ("UserData", Convert.ToBase64String(Encoding.UTF8.GetBytes(UserData))),
            ("DisableApiTermination", "true"),
            ("Monitoring.Enabled", "false"),
            ("MetadataOptions.HttpTokens", "required"),
            ("MetadataOptions.HttpEndpoint", "enabled"),
            ("SecurityGroupId.1", "sg-1"),
            ("SecurityGroupId.2", "sg-2"),
            ("TagSpecification.1.ResourceType", "instance"),
            ("TagSpecification.1.Tag.1.Key", "Name"),
            ("TagSpecification.1.Tag.1.Value", "staging-app-1"),
            ("TagSpecification.1.Tag.2.Key", "stagecraft:project"),
            ("TagSpecification.1.Tag.2.Value", "shop"),
            ("TagSpecification.2.ResourceType", "volume"),
            ("TagSpecification.2.Tag.1.Key", "Name"),
            ("TagSpecification.2.Tag.1.Value", "staging-app-1"),
            ("TagSpecification.3.ResourceType", "network-interface"),
            ("TagSpecification.3.Tag.1.Key", "Name"),
            ("TagSpecification.3.Tag.1.Value", "staging-app-1"));
    }

    [Fact]
    public void A_public_address_is_requested_with_a_network_interface()
    {
        Rig rig = new(Created);

        rig.Run(c => c.Instances.RunAsync(
            Host with { PublicIpv4 = true, SubnetId = "subnet-1", RootSize = 20, RootDevice = "/dev/sda1", InstanceProfile = "web" },
            null,
            default));

        SentRequest sent = rig.Sent.Single();
        sent["NetworkInterface.1.AssociatePublicIpAddress"].Should().Be("true");
        sent["NetworkInterface.1.SubnetId"].Should().Be("subnet-1");
        sent["NetworkInterface.1.SecurityGroupId.2"].Should().Be("sg-2");
        sent["SubnetId"].Should().BeNull();
        sent["SecurityGroupId.1"].Should().BeNull();
        sent["BlockDeviceMapping.1.Ebs.VolumeSize"].Should().Be("20");
        sent["IamInstanceProfile.Name"].Should().Be("web");
    }

    /// <summary>One create is sent once: the engine repeats it with the same token.</summary>
    [Theory]
    [InlineData(500, "InternalError")]
    [InlineData(503, "Unavailable")]
    public void An_unclear_create_is_not_repeated(int status, string code)
    {
        Rig rig = new(Responses.Error(status, code));

        WriteResult<AwsInstance> result = rig.Run(c => c.Instances.RunAsync(Host, null, default));

        result.Kind.Should().Be(FailureKind.Unclear);
        result.ToCreate(_ => []).Should().BeOfType<CreateOutcome.Unclear>();
        rig.Sent.Should().ContainSingle();
    }

    [Fact]
    public void A_lost_response_makes_a_create_unclear()
    {
        Rig rig = new(Responses.LostResponse);

        rig.Run(c => c.Instances.RunAsync(Host, null, default)).ToCreate(_ => []).Should().BeOfType<CreateOutcome.Unclear>();
        rig.Sent.Should().ContainSingle();
    }

    [Theory]
    [InlineData(500, "InsufficientInstanceCapacity")]
    [InlineData(400, "VcpuLimitExceeded")]
    [InlineData(400, "IdempotentParameterMismatch")]
    [InlineData(400, "IdempotentInstanceTerminated")]
    public void A_refused_create_had_no_effect_and_has_the_code(int status, string code)
    {
        Rig rig = new(Responses.Error(status, code));

        WriteResult<AwsInstance> result = rig.Run(c => c.Instances.RunAsync(Host, null, default));

        result.ErrorId.Should().Be(code);
        result.ToCreate(_ => []).Should().BeOfType<CreateOutcome.Refused>();
        rig.Sent.Should().ContainSingle();
    }

    [Theory]
    [InlineData(null)]
    [InlineData(7)]
    public void A_create_that_the_rate_limit_refused_had_no_effect_and_is_sent_again(int? retryAfter)
    {
        const string body = "<Response><Errors><Error><Code>RequestLimitExceeded</Code></Error></Errors></Response>";
        Rig rig = new(Responses.Status(503, body, retryAfter: retryAfter), Created);

        rig.Run(c => c.Instances.RunAsync(Host, null, default)).IsAccepted.Should().BeTrue();

        rig.Sent.Should().HaveCount(2);
        rig.Sent[1].At.Should().BeGreaterThanOrEqualTo(TimeSpan.FromSeconds(retryAfter ?? 2));
        rig.Governor.TotalWaited.Should().BeGreaterThan(TimeSpan.Zero);
    }

    [Fact]
    public void A_create_whose_precondition_is_false_is_not_sent()
    {
        Rig rig = new(Created);

        WriteResult<AwsInstance> result = rig.Run(c => c.Instances.RunAsync(Host, () => false, default));

        result.ToCreate(_ => []).Should().BeOfType<CreateOutcome.Stale>();
        rig.Sent.Should().BeEmpty();
    }

    [Theory]
    [InlineData(200, """<html><head><title>Proxy</title></head></html>""", "text/html")]
    [InlineData(200, "<RunInstancesResponse><instancesSet>", "text/xml")]
    [InlineData(200, "<RunInstancesResponse><instancesSet/></RunInstancesResponse>", "text/xml")]
    [InlineData(200, "<DescribeInstancesResponse/>", "text/xml")]
    [InlineData(403, "<html><head><title>Proxy</title></head></html>", "text/html")]
    [InlineData(302, "", "text/html")]
    public void A_response_that_is_not_from_the_API_makes_a_create_unclear(int status, string body, string mediaType)
    {
        Rig rig = new(Responses.Status(status, body, mediaType));

        rig.Run(c => c.Instances.RunAsync(Host, null, default)).ToCreate(_ => []).Should().BeOfType<CreateOutcome.Unclear>();
        rig.Sent.Should().ContainSingle();
    }

    [Fact]
    public void Messages_contain_neither_user_data_nor_the_secret_key()
    {
        string encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes(UserData));
        Rig rig = new(Responses.Error(400, "InvalidParameterValue", $"bad {encoded} echo hunter22 {Rig.Secret}"));

        CloudFailure failure = rig.Run(c => c.Instances.RunAsync(Host, null, default)).Failure!;

        failure.Message.Should().NotContain(encoded[^12..]).And.NotContain("hunter22").And.NotContain(Rig.Secret)
            .And.Contain("POST ec2:RunInstances: HTTP 400 InvalidParameterValue, request r-2");
        Host.ToString().Should().Be("RunInstance sc1-0");
    }

    [Fact]
    public void A_missing_permission_is_named()
    {
        Rig rig = new(Responses.Error(
            403, "UnauthorizedOperation", "You are not authorized. Encoded authorization failure message: " + new string('a', 300)));

        CloudFailure failure = rig.Run(c => c.Instances.RunAsync(Host, null, default)).Failure!;

        failure.Code.Should().Be("forbidden");
        failure.Hint.Should().Be("the credentials need the permission ec2:RunInstances");
        failure.Message.Should().NotContain("aaaa");
    }

    [Theory]
    [InlineData("InvalidInstanceID.NotFound", typeof(DeleteOutcome.NotFound))]
    [InlineData("OperationNotPermitted", typeof(DeleteOutcome.Refused))]
    [InlineData("IncorrectInstanceState", typeof(DeleteOutcome.Pending))]
    public void A_refused_delete_has_its_outcome(string code, Type expected)
    {
        Rig rig = new(Responses.Error(400, code));

        rig.Run(c => c.Instances.TerminateAsync("i-1", null, default)).ToDelete().Should().BeOfType(expected);
    }

    [Fact]
    public void A_delete_is_repeated_after_a_lost_response()
    {
        Rig rig = new(Responses.LostResponse, Responses.Ok(
            "TerminateInstances",
            """
            <instancesSet><item><instanceId>i-1</instanceId><currentState><name>shutting-down</name></currentState>
            <previousState><name>running</name></previousState></item></instancesSet>
            """));

        WriteResult<IReadOnlyList<AwsStateChange>> result = rig.Run(c => c.Instances.TerminateAsync("i-1", null, default));

        result.Value.Should().Equal(new AwsStateChange("i-1", "running", "shutting-down"));
        rig.Sent.Select(s => s.Body).Should().HaveCount(2).And.OnlyContain(b => b == rig.Sent[0].Body);
    }

    [Fact]
    public void Tags_are_written_by_key_and_deleted_whatever_their_value()
    {
        Rig rig = new(Responses.Ok("CreateTags", "<return>true</return>"), Responses.Ok("DeleteTags", "<return>true</return>"));

        rig.Run(c => c.Instances.CreateTagsAsync(
            ["i-1", "vol-1"], new Dictionary<string, string> { ["b"] = "2", ["a"] = "" }, null, default)).IsAccepted.Should().BeTrue();
        rig.Run(c => c.Instances.DeleteTagsAsync(["i-1"], ["a"], null, default)).IsAccepted.Should().BeTrue();

        rig.Sent[0].Body.Should().Be(
            "Action=CreateTags&Version=2016-11-15&ResourceId.1=i-1&ResourceId.2=vol-1&Tag.1.Key=a&Tag.1.Value=&Tag.2.Key=b&Tag.2.Value=2");
        rig.Sent[1].Body.Should().Be("Action=DeleteTags&Version=2016-11-15&ResourceId.1=i-1&Tag.1.Key=a");
    }

    /// <summary>Another request changed the same tags: this one had no effect.</summary>
    [Fact]
    public void Concurrent_tag_access_is_sent_again()
    {
        Rig rig = new(Responses.Error(400, "ConcurrentTagAccess"), Responses.Ok("CreateTags", "<return>true</return>"));

        rig.Run(c => c.Instances.CreateTagsAsync(["i-1"], new Dictionary<string, string> { ["a"] = "1" }, null, default))
            .IsAccepted.Should().BeTrue();
    }
}
