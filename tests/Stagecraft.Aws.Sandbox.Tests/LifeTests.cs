using Stagecraft.Aws.Sandbox.Tests.Support;

namespace Stagecraft.Aws.Sandbox.Tests;

/// <summary>spec/sandbox-aws.md, section 2.2: states, starts, stops and terminations.</summary>
public sealed class LifeTests : IDisposable
{
    private readonly Cloud _cloud = new(new AwsSandboxOptions { Throttle = false });

    public void Dispose() => _cloud.Dispose();

    [Fact]
    public void An_instance_boots_stops_starts_and_terminates_in_the_configured_times()
    {
        string id = _cloud.RunOne();
        List<string> states = [_cloud.StateOf(id)];
        void Wait(double seconds, string? action = null)
        {
            if (action is not null)
            {
                _cloud.Send(action, $"InstanceId.1={id}").ShouldSucceed();
                states.Add(_cloud.StateOf(id));
            }

            _cloud.Clock.Advance(seconds - 0.1);
            states.Add(_cloud.StateOf(id));
            _cloud.Clock.Advance(0.1);
            states.Add(_cloud.StateOf(id));
        }

        Wait(8);
        Wait(6, "StopInstances");
        Wait(8, "StartInstances");
        Wait(5, "TerminateInstances");
        states.Should().Equal(
            "pending", "pending", "running", "stopping", "stopping", "stopped", "pending", "pending", "running",
            "shutting-down", "shutting-down", "terminated");
    }

    [Fact]
    public void A_response_has_the_previous_and_the_current_state()
    {
        string id = _cloud.RunOne();
        _cloud.Clock.Advance(8);
        _cloud.Send("StopInstances", $"InstanceId.1={id}").Texts("name").Should().Equal("stopping", "running");
        _cloud.Send("StopInstances", $"InstanceId.1={id}").Texts("name").Should().Equal("stopping", "stopping");
    }

    [Fact]
    public void A_forced_stop_takes_half_of_the_time()
    {
        string id = _cloud.RunOne();
        _cloud.Clock.Advance(8);
        _cloud.Send("StopInstances", $"InstanceId.1={id}", "Force=true").ShouldSucceed();
        _cloud.Clock.Advance(3);
        _cloud.StateOf(id).Should().Be("stopped");
    }

    [Theory]
    [InlineData("StopInstances", "pending")]
    [InlineData("StartInstances", "stopping")]
    [InlineData("StartInstances", "terminated")]
    [InlineData("StopInstances", "terminated")]
    [InlineData("RebootInstances", "stopping")]
    public void A_change_that_the_state_does_not_allow_is_refused(string action, string state)
    {
        string id = _cloud.RunOne();
        _cloud.Clock.Advance(state == "pending" ? 0 : 8);
        if (state == "stopping")
        {
            _cloud.Sandbox.StopInstance(id);
        }
        else if (state == "terminated")
        {
            _cloud.Sandbox.TerminateInstance(id);
            _cloud.Clock.Advance(5);
        }

        _cloud.Send(action, $"InstanceId.1={id}").ShouldBe(400, "IncorrectInstanceState");
    }

    [Fact]
    public void Launch_time_is_the_last_start_and_attach_time_the_creation()
    {
        string id = _cloud.RunOne();
        _cloud.Clock.Advance(8);
        string created = _cloud.Send("DescribeInstances", $"InstanceId.1={id}").Text("launchTime");
        _cloud.Sandbox.StopInstance(id);
        _cloud.Clock.Advance(6);
        _cloud.Send("StartInstances", $"InstanceId.1={id}").ShouldSucceed();
        Reply reply = _cloud.Send("DescribeInstances", $"InstanceId.1={id}");
        reply.Text("launchTime").Should().NotBe(created);
        reply.Texts("attachTime").Should().OnlyContain(time => time == created);
    }

    [Fact]
    public void A_terminated_instance_stays_visible_with_token_and_tags_but_without_addresses()
    {
        string id = _cloud.RunOne(
            "ClientToken=one", "TagSpecification.1.ResourceType=instance",
            "TagSpecification.1.Tag.1.Key=a", "TagSpecification.1.Tag.1.Value=b");
        _cloud.Send("TerminateInstances", $"InstanceId.1={id}").ShouldSucceed();
        _cloud.Clock.Advance(5 + 3599);
        Reply reply = _cloud.Send("DescribeInstances");
        reply.Text("clientToken").Should().Be("one");
        reply.Text("value").Should().Be("b");
        reply.Texts("privateIpAddress").Should().BeEmpty();
        reply.Texts("networkInterfaceId").Should().BeEmpty();
        _cloud.Clock.Advance(1);
        _cloud.Send("DescribeInstances").Instances.Should().BeEmpty();
        _cloud.Send("DescribeInstances", $"InstanceId.1={id}").ShouldBe(400, "InvalidInstanceID.NotFound");
    }

    [Fact]
    public void A_termination_is_idempotent()
    {
        string id = _cloud.RunOne();
        _cloud.Send("TerminateInstances", $"InstanceId.1={id}").Texts("name").Should().Equal("shutting-down", "pending");
        _cloud.Send("TerminateInstances", $"InstanceId.1={id}").Texts("name").Should().Equal("shutting-down", "shutting-down");
        _cloud.Clock.Advance(5);
        _cloud.Send("TerminateInstances", $"InstanceId.1={id}").Texts("name").Should().Equal("terminated", "terminated");
        _cloud.Clock.Advance(3600);
        _cloud.Send("TerminateInstances", $"InstanceId.1={id}").ShouldBe(400, "InvalidInstanceID.NotFound");
    }

    [Theory]
    [InlineData("i-0000000000000000f", "InvalidInstanceID.NotFound")]
    [InlineData("i-x", "InvalidInstanceID.Malformed")]
    public void One_wrong_id_terminates_none(string wrong, string code)
    {
        string id = _cloud.RunOne();
        _cloud.Send("TerminateInstances", $"InstanceId.1={id}", $"InstanceId.2={wrong}").ShouldBe(400, code);
        _cloud.StateOf(id).Should().Be("pending");
    }

    [Fact]
    public void Protection_holds_for_the_zone_while_other_zones_are_terminated()
    {
        string kept = _cloud.RunOne("Placement.AvailabilityZone=us-east-1a", "DisableApiTermination=true");
        string beside = _cloud.RunOne("Placement.AvailabilityZone=us-east-1a");
        string elsewhere = _cloud.RunOne("Placement.AvailabilityZone=us-east-1b");
        _cloud.Send("TerminateInstances", $"InstanceId.1={beside}", $"InstanceId.2={elsewhere}", $"InstanceId.3={kept}")
            .ShouldBe(400, "OperationNotPermitted").Text("Message").Should().Contain(kept);
        _cloud.StateOf(kept).Should().Be("pending");
        _cloud.StateOf(beside).Should().Be("pending");
        _cloud.StateOf(elsewhere).Should().Be("shutting-down");
    }

    [Fact]
    public void Protection_can_be_removed()
    {
        string id = _cloud.RunOne("DisableApiTermination=true");
        _cloud.Send("TerminateInstances", $"InstanceId.1={id}").ShouldBe(400, "OperationNotPermitted");
        _cloud.Send("ModifyInstanceAttribute", $"InstanceId={id}", "DisableApiTermination.Value=false").ShouldSucceed();
        _cloud.Send("TerminateInstances", $"InstanceId.1={id}").ShouldSucceed();
    }

    [Fact]
    public void Stop_protection_refuses_a_stop_and_not_a_termination()
    {
        string id = _cloud.RunOne("DisableApiStop=true");
        _cloud.Clock.Advance(8);
        _cloud.Send("StopInstances", $"InstanceId.1={id}").ShouldBe(400, "OperationNotPermitted");
        _cloud.Send("TerminateInstances", $"InstanceId.1={id}").ShouldSucceed();
    }

    [Fact]
    public void Without_capacity_a_stopped_instance_does_not_start()
    {
        string id = _cloud.RunOne();
        _cloud.Clock.Advance(8);
        _cloud.Sandbox.StopInstance(id);
        _cloud.Clock.Advance(6);
        _cloud.Set(conditions => conditions with { NoCapacity = ["t3.*"] });
        _cloud.Send("StartInstances", $"InstanceId.1={id}").ShouldBe(500, "InsufficientInstanceCapacity");
        _cloud.StateOf(id).Should().Be("stopped");
    }

    [Fact]
    public void Volumes_end_with_the_instance_unless_their_flag_keeps_them()
    {
        string id = _cloud.RunOne(
            "BlockDeviceMapping.1.DeviceName=/dev/sdb", "BlockDeviceMapping.1.Ebs.VolumeSize=20",
            "BlockDeviceMapping.1.Ebs.DeleteOnTermination=false");
        _cloud.Send("DescribeVolumes").Texts("size").Should().BeEquivalentTo("8", "20");
        _cloud.Send("TerminateInstances", $"InstanceId.1={id}").ShouldSucceed();
        _cloud.Clock.Advance(5);
        _cloud.Send("DescribeVolumes").Texts("size").Should().Equal("20");
    }

    [Theory]
    [InlineData("InstanceType", "t3.small", "instanceType")]
    [InlineData("UserData", "YQ==", "userData")]
    [InlineData("EbsOptimized", "true", "ebsOptimized")]
    public void Some_attributes_change_only_while_the_instance_is_stopped(string name, string value, string attribute)
    {
        string id = _cloud.RunOne();
        _cloud.Clock.Advance(8);
        _cloud.Send("ModifyInstanceAttribute", $"InstanceId={id}", $"{name}.Value={value}").ShouldBe(400, "IncorrectInstanceState");
        _cloud.Sandbox.StopInstance(id);
        _cloud.Clock.Advance(6);
        _cloud.Send("ModifyInstanceAttribute", $"InstanceId={id}", $"{name}.Value={value}").ShouldSucceed();
        _cloud.Send("DescribeInstanceAttribute", $"InstanceId={id}", $"Attribute={attribute}").Text("value").Should().Be(value);
    }

    [Theory]
    [InlineData("instanceInitiatedShutdownBehavior", "terminate")]
    [InlineData("disableApiStop", "true")]
    [InlineData("disableApiTermination", "true")]
    [InlineData("sourceDestCheck", "false")]
    public void An_attribute_is_changed_by_its_name_and_value(string attribute, string value)
    {
        string id = _cloud.RunOne();
        _cloud.Send("ModifyInstanceAttribute", $"InstanceId={id}", $"Attribute={attribute}", $"Value={value}").ShouldSucceed();
        _cloud.Send("DescribeInstanceAttribute", $"InstanceId={id}", $"Attribute={attribute}").Text("value").Should().Be(value);
    }

    [Fact]
    public void One_request_changes_one_attribute()
    {
        string id = _cloud.RunOne();
        _cloud.Send("ModifyInstanceAttribute", $"InstanceId={id}").ShouldBe(400, "InvalidParameterCombination");
        _cloud.Send("ModifyInstanceAttribute", $"InstanceId={id}", "DisableApiStop.Value=true", "SourceDestCheck.Value=false")
            .ShouldBe(400, "InvalidParameterCombination");
    }

    [Fact]
    public void Groups_metadata_options_credits_and_monitoring_can_be_changed()
    {
        string id = _cloud.RunOne();
        string group = _cloud.Send("CreateSecurityGroup", "GroupName=web", "GroupDescription=web").Text("groupId");
        _cloud.Send("ModifyInstanceAttribute", $"InstanceId={id}", $"GroupId.1={group}").ShouldSucceed();
        _cloud.Send("ModifyInstanceMetadataOptions", $"InstanceId={id}", "HttpTokens=required").ShouldSucceed();
        _cloud.Send(
            "ModifyInstanceCreditSpecification", $"InstanceCreditSpecification.1.InstanceId={id}",
            "InstanceCreditSpecification.1.CpuCredits=standard").ShouldSucceed();
        _cloud.Send("MonitorInstances", $"InstanceId.1={id}").ShouldSucceed();
        Reply reply = _cloud.Send("DescribeInstances", $"InstanceId.1={id}");
        reply.Texts("groupId").Should().OnlyContain(text => text == group);
        reply.Text("httpTokens").Should().Be("required");
        reply.Texts("state").Should().Contain("enabled");
        _cloud.Send("DescribeInstanceCreditSpecifications", $"InstanceId.1={id}").Text("cpuCredits").Should().Be("standard");
    }
}
