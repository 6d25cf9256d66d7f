using System.Net.Http.Headers;
using System.Text;
using Stagecraft.Aws.Sandbox.Tests.Support;

namespace Stagecraft.Aws.Sandbox.Tests;

/// <summary>spec/sandbox-aws.md, section 1: protocol, errors and signatures.</summary>
public sealed class ProtocolTests : IDisposable
{
    private readonly Cloud _cloud = new();

    public void Dispose() => _cloud.Dispose();

    [Fact]
    public void A_success_has_the_request_id_of_its_header_in_the_namespace_of_ec2()
    {
        Reply reply = _cloud.Send("DescribeInstances").ShouldSucceed();
        reply.Xml.Name.ToString().Should().Be("{http://ec2.amazonaws.com/doc/2016-11-15/}DescribeInstancesResponse");
        reply.Xml.Descendants().Should().OnlyContain(element => element.Name.NamespaceName.Length > 0);
        reply.Text("requestId").Should().Be(reply.Message.Headers.GetValues("x-amzn-requestid").Single());
        reply.Message.Headers.Date.Should().BeCloseTo(_cloud.Clock.Now, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void An_error_of_ec2_has_no_namespace_and_a_capital_request_id()
    {
        Reply reply = _cloud.Send("DescribeInstances", "InstanceId.1=i-00000000000000001").ShouldBe(400, "InvalidInstanceID.NotFound");
        reply.Xml.Name.ToString().Should().Be("Response");
        reply.Xml.Element("Errors")!.Element("Error")!.Element("Message")!.Value.Should().Contain("i-00000000000000001");
        reply.Xml.Element("RequestID")!.Value.Should().NotBeEmpty();
    }

    [Fact]
    public void An_unknown_action_names_the_emulated_ones() => _cloud.Send("CreateTransitGateway").ShouldBe(400, "InvalidAction")
        .Text("Message").Should().Contain("DescribeInstances, ").And.Contain("RunInstances");

    [Fact]
    public void An_unknown_parameter_is_rejected_before_anything_is_done()
    {
        _cloud.Run("LaunchTemplate.LaunchTemplateId=lt-1").ShouldBe(400, "UnknownParameter")
            .Text("Message").Should().Contain("LaunchTemplate");
        _cloud.Sandbox.Instances.Should().BeEmpty();
    }

    [Theory]
    [InlineData("MinCount=x", "InvalidParameterValue")]
    [InlineData("Monitoring.Enabled=maybe", "InvalidParameterValue")]
    [InlineData("ImageId=", "MissingParameter")]
    [InlineData("TagSpecification.x.ResourceType=instance", "UnknownParameter")]
    public void A_malformed_parameter_is_rejected(string parameter, string code) => _cloud.Run(parameter).ShouldBe(400, code);

    [Fact]
    public void The_query_of_a_get_request_is_read_like_a_form()
    {
        string id = _cloud.RunOne();
        using HttpRequestMessage request = new HttpRequestMessage(
            HttpMethod.Get, $"http://ec2.test/?Action=DescribeInstances&InstanceId.1={id}&Version=2016-11-15");
        _cloud.Signer.Sign(request, [], _cloud.Clock.Now);
        _cloud.Send(request).ShouldSucceed().Instances.Should().Equal(id);
    }

    [Theory]
    [InlineData("PUT", "/")]
    [InlineData("POST", "/other")]
    public void Another_method_or_path_is_rejected(string method, string path)
    {
        using HttpRequestMessage request = new HttpRequestMessage(new HttpMethod(method), $"http://ec2.test{path}");
        _cloud.Signer.Sign(request, [], _cloud.Clock.Now);
        _cloud.Send(request).ShouldBe(400, "InvalidRequest");
    }

    [Fact]
    public void A_request_without_a_signature_is_rejected()
    {
        using HttpRequestMessage request = new HttpRequestMessage(HttpMethod.Post, "http://ec2.test/");
        request.Content = new StringContent("Action=DescribeInstances", Encoding.UTF8, "application/x-www-form-urlencoded");
        _cloud.Send(request).ShouldBe(401, "AuthFailure");
    }

    [Fact]
    public void The_body_is_part_of_the_signature()
    {
        using HttpRequestMessage request = new HttpRequestMessage(HttpMethod.Post, "http://ec2.test/");
        _cloud.Signer.Sign(request, Encoding.UTF8.GetBytes("Action=DescribeInstances"), _cloud.Clock.Now);
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes("Action=RunInstances"))
        {
            Headers = { ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded") },
        };
        _cloud.Send(request).ShouldBe(403, "SignatureDoesNotMatch");
    }

    [Fact]
    public void A_wrong_secret_is_rejected() =>
        _cloud.Send("DescribeInstances", new Signer(Secret: "other")).ShouldBe(403, "SignatureDoesNotMatch");

    [Fact]
    public void Any_access_key_is_accepted_unless_one_is_configured()
    {
        _cloud.Send("DescribeInstances", new Signer("ANY")).ShouldSucceed();
        using Cloud other = new Cloud(new AwsSandboxOptions { AccessKey = "ONE" });
        other.Send("DescribeInstances", new Signer("ONE")).ShouldSucceed();
        other.Send("DescribeInstances", new Signer("TWO")).ShouldBe(401, "AuthFailure");
    }

    [Theory]
    [InlineData(14.9, true)]
    [InlineData(15.1, false)]
    [InlineData(-14.9, true)]
    [InlineData(-15.1, false)]
    public void A_clock_that_is_off_by_more_than_15_minutes_is_rejected(double minutes, bool isAccepted)
    {
        using HttpRequestMessage request = new HttpRequestMessage(
            HttpMethod.Get, "http://ec2.test/?Action=DescribeInstances&Version=2016-11-15");
        _cloud.Signer.Sign(request, [], _cloud.Clock.Now.AddMinutes(minutes));
        Reply reply = _cloud.Send(request);
        _ = isAccepted ? reply.ShouldSucceed() : reply.ShouldBe(400, "RequestExpired");
    }

    [Fact]
    public void A_session_token_expires_and_keys_without_one_do_not()
    {
        Signer session = new Signer { SessionToken = "session" };
        _cloud.Set(conditions => conditions with { SessionEnd = _cloud.Clock.Now.AddMinutes(1) });
        _cloud.Send("DescribeInstances", session).ShouldSucceed();
        _cloud.Clock.Advance(60);
        _cloud.Send("DescribeInstances", session).ShouldBe(400, "RequestExpired");
        _cloud.Send("DescribeInstances").ShouldSucceed();
    }

    [Fact]
    public void A_configured_session_token_is_required()
    {
        using Cloud cloud = new Cloud(new AwsSandboxOptions { SessionToken = "right" });
        cloud.Send("DescribeInstances", new Signer { SessionToken = "right" }).ShouldSucceed();
        cloud.Send("DescribeInstances", new Signer { SessionToken = "wrong" }).ShouldBe(401, "AuthFailure");
        cloud.Send("DescribeInstances").ShouldBe(401, "AuthFailure");
    }

    [Fact]
    public void A_region_is_a_cloud_of_its_own()
    {
        string id = _cloud.RunOne();
        _cloud.Send("DescribeInstances", new Signer { Region = "eu-central-1" }).ShouldSucceed().Instances.Should().BeEmpty();
        _cloud.Send("DescribeInstances").Instances.Should().Equal(id);
        _cloud.Send("DescribeInstances", new Signer { Region = "moon-1" }).ShouldBe(401, "AuthFailure")
            .Text("Message").Should().Contain("moon-1");
    }

    [Fact]
    public void A_dry_run_that_would_succeed_is_an_error_without_effect()
    {
        string id = _cloud.RunOne();
        _cloud.Send("TerminateInstances", $"InstanceId.1={id}", "DryRun=true").ShouldBe(412, "DryRunOperation");
        _cloud.Run("DryRun=true").ShouldBe(412, "DryRunOperation");
        _cloud.Send("DescribeInstances", "DryRun=true").ShouldBe(412, "DryRunOperation");
        _cloud.Send("CreateTags", $"ResourceId.1={id}", "Tag.1.Key=a", "Tag.1.Value=b", "DryRun=true").ShouldBe(412, "DryRunOperation");
        _cloud.Sandbox.Instances.Should().ContainSingle().Which.Should().Match<AwsSandboxInstance>(
            instance => instance.State == "pending" && instance.Tags.Count == 0);
    }

    [Fact]
    public void A_dry_run_checks_parameters_but_neither_quota_nor_capacity()
    {
        _cloud.Run("DryRun=true", "KeyName=missing").ShouldBe(400, "InvalidKeyPair.NotFound");
        _cloud.Set(conditions => conditions with { VcpuLimit = 0, NoCapacity = ["*"] });
        _cloud.Run("DryRun=true").ShouldBe(412, "DryRunOperation");
        _cloud.Run().ShouldBe(400, "VcpuLimitExceeded");
    }

    [Fact]
    public void The_request_log_has_region_action_and_status()
    {
        _cloud.Run();
        _cloud.Send("DescribeInstances", "InstanceId.1=i-00000000000000001");
        _cloud.Sandbox.Requests.Select(request => (request.Region, request.Action, request.Status, request.IsRead)).Should().Equal(
            ("us-east-1", "RunInstances", 200, false), ("us-east-1", "DescribeInstances", 400, true));
    }

    [Fact]
    public async Task The_sdk_accepts_signatures_responses_and_errors()
    {
        using Amazon.EC2.AmazonEC2Client sdk = _cloud.Sdk("eu-central-1");
        (await sdk.DescribeInstancesAsync()).Reservations.Should().BeNullOrEmpty();
        Amazon.EC2.Model.DescribeInstancesRequest read = new() { InstanceIds = ["i-00000000000000001"] };
        Func<Task> missing = () => sdk.DescribeInstancesAsync(read);
        (await missing.Should().ThrowAsync<Amazon.EC2.AmazonEC2Exception>()).Which.ErrorCode.Should().Be("InvalidInstanceID.NotFound");
    }
}
