using System.Net;
using System.Text;
using Stagecraft.Aws.Sandbox.Tests.Support;
using Stagecraft.Sandbox;

namespace Stagecraft.Aws.Sandbox.Tests;

/// <summary>spec/sandbox-aws.md, section 6: faults, and section 3.5: tokens in flight.</summary>
public sealed class FaultTests : IDisposable
{
    private const string Token = "ClientToken=one";

    private readonly Cloud _cloud = new(new AwsSandboxOptions { Throttle = false });

    public void Dispose() => _cloud.Dispose();

    [Theory]
    [InlineData(SandboxFaultKind.LostAnswerBefore, 0)]
    [InlineData(SandboxFaultKind.LostAnswerAfter, 1)]
    [InlineData(SandboxFaultKind.LateCommit, 0)]
    public void A_lost_response_is_an_exception_and_the_token_makes_it_one_instance(SandboxFaultKind kind, int instances)
    {
        Add(kind, "* RunInstances");
        Action lost = () => _cloud.Run(Token);
        lost.Should().Throw<HttpRequestException>();
        _cloud.Sandbox.Instances.Should().HaveCount(instances);
        string id = _cloud.RunOne(Token);
        _cloud.Clock.Advance(10);
        _cloud.Sandbox.Instances.Should().ContainSingle().Which.Id.Should().Be(id);
    }

    [Fact]
    public void A_late_commit_without_a_second_request_is_executed_at_its_time()
    {
        TimeSpan delay = TimeSpan.FromSeconds(20);
        _cloud.Sandbox.Faults.Add(new SandboxFault { Kind = SandboxFaultKind.LateCommit, On = "* RunInstances", Delay = delay });
        Action lost = () => _cloud.Run(Token);
        lost.Should().Throw<HttpRequestException>();
        _cloud.Clock.Advance(19.9);
        _cloud.Sandbox.Instances.Should().BeEmpty();
        _cloud.Clock.Advance(0.1);
        _cloud.Sandbox.Instances.Should().ContainSingle().Which.State.Should().Be("pending");
    }

    [Theory]
    [InlineData(AwsTokenResponse.Instance, 200, "")]
    [InlineData(AwsTokenResponse.Error, 500, "InternalError")]
    public void The_twin_of_a_late_commit_gets_the_instance_or_an_error(AwsTokenResponse response, int status, string code)
    {
        _cloud.Set(conditions => conditions with { TokenInFlight = response });
        Add(SandboxFaultKind.LateCommit, "* RunInstances");
        Action lost = () => _cloud.Run(Token);
        lost.Should().Throw<HttpRequestException>();
        _cloud.Clock.Advance(4.9);
        _cloud.Run(Token).ShouldBe(status, code);
        _cloud.Clock.Advance(0.1);
        _cloud.RunOne(Token);
        _cloud.Sandbox.Instances.Should().ContainSingle();
    }

    [Theory]
    [InlineData(AwsTokenResponse.Instance, 200, "")]
    [InlineData(AwsTokenResponse.Error, 500, "InternalError")]
    public async Task The_twin_of_a_delayed_response_gets_the_instance_or_an_error(AwsTokenResponse response, int status, string code)
    {
        _cloud.Set(conditions => conditions with { TokenInFlight = response });
        Add(SandboxFaultKind.Slow, "* RunInstances");
        Task<Reply> first = Task.Run(() => _cloud.Run(Token));
        while (_cloud.Sandbox.Requests.Count == 0)
        {
            await Task.Yield();
        }

        _cloud.Run(Token).ShouldBe(status, code);
        while (!first.IsCompleted)
        {
            _cloud.Clock.Advance(1);
            await Task.Yield();
        }

        string id = (await first).ShouldSucceed().Instances[0];
        _cloud.RunOne(Token).Should().Be(id);
    }

    [Theory]
    [InlineData(SandboxFaultKind.ServerErrorBefore, 500, "InternalError", 0)]
    [InlineData(SandboxFaultKind.ServerErrorAfter, 500, "InternalError", 1)]
    [InlineData(SandboxFaultKind.RateLimited, 503, "RequestLimitExceeded", 0)]
    [InlineData(SandboxFaultKind.Unauthorized, 401, "AuthFailure", 0)]
    [InlineData(SandboxFaultKind.Forbidden, 403, "UnauthorizedOperation", 0)]
    [InlineData(SandboxFaultKind.Echo, 400, "InvalidParameterValue", 0)]
    [InlineData(SandboxFaultKind.NoCapacity, 500, "InsufficientInstanceCapacity", 0)]
    public void An_error_is_sent_before_or_after_the_request_is_executed(SandboxFaultKind kind, int status, string code, int instances)
    {
        Add(kind, "* RunInstances");
        _cloud.Run().ShouldBe(status, code);
        _cloud.Sandbox.Instances.Should().HaveCount(instances);
        _cloud.Sandbox.Faults.Hits.Should().ContainSingle().Which.Subject.Should().Be("us-east-1 RunInstances");
        _cloud.Sandbox.Requests[0].Fault.Should().Be(kind);
    }

    [Fact]
    public void An_echo_repeats_the_authorization() => Echoed().Should().Contain("Credential=AKIATEST");

    [Fact]
    public void A_gateway_sends_a_page()
    {
        Add(SandboxFaultKind.GatewayHtmlBefore, "* *");
        Reply reply = _cloud.Send("DescribeInstances");
        reply.Status.Should().Be(HttpStatusCode.BadGateway);
        reply.Message.Content.Headers.ContentType!.MediaType.Should().Be("text/html");
    }

    [Fact]
    public void A_rule_names_actions_with_wildcards()
    {
        _cloud.Sandbox.Faults.Add(new SandboxFault { Kind = SandboxFaultKind.RateLimited, On = "POST Describe*", Times = null });
        _cloud.Run().ShouldSucceed();
        _cloud.Send("DescribeInstances").ShouldBe(503, "RequestLimitExceeded");
        _cloud.Send("DescribeVpcs").ShouldBe(503, "RequestLimitExceeded");
    }

    [Fact]
    public void Unknown_members_are_added_to_every_structure()
    {
        string id = _cloud.RunOne();
        Add(SandboxFaultKind.UnknownFields, "* *");
        Reply reply = _cloud.Send("DescribeInstances");
        reply.Instances.Should().Equal(id);
        reply.Texts("newNumber").Should().HaveCountGreaterThan(5);
        reply.Xml.Descendants().Should().OnlyContain(element => element.Name.NamespaceName.Length > 0);
    }

    [Fact]
    public void An_unknown_state_and_missing_tags_are_shown()
    {
        string id = _cloud.Sandbox.CreateInstance(new Dictionary<string, string> { ["a"] = "b" }).Id;
        Add(SandboxFaultKind.UnknownStatus, "* *");
        _cloud.StateOf(id).Should().Be("hibernating");
        Add(SandboxFaultKind.OmitTags, "* *");
        _cloud.Send("DescribeInstances").Texts("tagSet").Should().BeEmpty();
        _cloud.Send("DescribeInstances").Texts("value").Should().Equal("b");
    }

    [Theory]
    [InlineData(SandboxFaultKind.StuckNew, "pending")]
    [InlineData(SandboxFaultKind.BootsOff, "stopped")]
    [InlineData(SandboxFaultKind.Vanishes, "terminated")]
    public void A_new_instance_does_not_run(SandboxFaultKind kind, string state)
    {
        _cloud.Sandbox.Faults.Add(new SandboxFault { Kind = kind, Machine = "web-*" });
        string other = _cloud.RunOne();
        string id = _cloud.RunOne(
            "TagSpecification.1.ResourceType=instance", "TagSpecification.1.Tag.1.Key=Name", "TagSpecification.1.Tag.1.Value=web-1");
        _cloud.Clock.Advance(600);
        _cloud.StateOf(other).Should().Be("running");
        _cloud.StateOf(id).Should().Be(state);
    }

    /// <summary>Spec sandbox-aws.md 3.3: the token is that of a terminated instance only after the instance has terminated.</summary>
    [Fact]
    public void A_token_returns_an_instance_that_will_not_boot()
    {
        string[] request =
        [
            "ClientToken=one", "TagSpecification.1.ResourceType=instance", "TagSpecification.1.Tag.1.Key=Name",
            "TagSpecification.1.Tag.1.Value=web-1",
        ];
        _cloud.Sandbox.Faults.Add(new SandboxFault { Kind = SandboxFaultKind.Vanishes, Machine = "web-*" });
        string id = _cloud.RunOne(request);

        _cloud.RunOne(request).Should().Be(id);
        _cloud.Clock.Advance(600);

        _cloud.Run(request).ShouldBe(400, "IdempotentInstanceTerminated");
    }

    [Theory]
    [InlineData(SandboxFaultKind.PageLoop, "* *")]
    [InlineData(SandboxFaultKind.RateLimited, "* /v2/droplets")]
    public void A_rule_of_another_api_is_refused(SandboxFaultKind kind, string on)
    {
        Action add = () => Add(kind, on);
        add.Should().Throw<ArgumentException>();
    }

    [Fact]
    public void Conditions_are_read_from_json()
    {
        AwsSandboxConditions conditions = AwsSandboxConditions.FromJson(
            Encoding.UTF8.GetBytes("""
                {"boot": "2s", "token_mismatch": "instance", "no_capacity": ["t3.*"], "vcpu_limit": 7,
                 "faults": [{"fault": "late_commit", "on": "* RunInstances", "delay": "3s"}, {"fault": "stuck_new", "instance": "web-*"}]}
                """),
            new AwsSandboxConditions());
        conditions.Boot.Should().Be(TimeSpan.FromSeconds(2));
        conditions.TokenMismatch.Should().Be(AwsTokenResponse.Instance);
        conditions.NoCapacity.Should().Equal("t3.*");
        conditions.VcpuLimit.Should().Be(7);
        conditions.Faults.Should().HaveCount(2);
    }

    private string Echoed()
    {
        Add(SandboxFaultKind.Echo, "* *");
        return _cloud.Send("DescribeInstances").Text("Message");
    }

    private void Add(SandboxFaultKind kind, string on) => _cloud.Sandbox.Faults.Add(new SandboxFault { Kind = kind, On = on });
}
