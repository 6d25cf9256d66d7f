using Stagecraft.Aws.Sandbox.Tests.Support;

namespace Stagecraft.Aws.Sandbox.Tests;

/// <summary>spec/sandbox-aws.md, section 5.1: eventual consistency.</summary>
public sealed class LagTests : IDisposable
{
    private static readonly TimeSpan Lag = TimeSpan.FromSeconds(30);

    private readonly Cloud _cloud = new(new AwsSandboxOptions { Throttle = false });

    public void Dispose() => _cloud.Dispose();

    [Fact]
    public void A_new_instance_appears_in_lists_after_the_list_lag()
    {
        _cloud.Set(conditions => conditions with { ListLag = Lag });
        string id = _cloud.RunOne();
        _cloud.Clock.Advance(29.9);
        _cloud.Send("DescribeInstances").Instances.Should().BeEmpty();
        _cloud.Send("DescribeInstances", $"InstanceId.1={id}").Instances.Should().Equal(id);
        _cloud.Clock.Advance(0.1);
        _cloud.Send("DescribeInstances").Instances.Should().Equal(id);
    }

    [Theory]
    [InlineData("DescribeInstances", "InstanceId.1")]
    [InlineData("TerminateInstances", "InstanceId.1")]
    [InlineData("DescribeInstanceAttribute", "Attribute=userData", "InstanceId")]
    [InlineData("CreateTags", "Tag.1.Key=a", "Tag.1.Value=b", "ResourceId.1")]
    public void A_new_instance_is_found_by_id_after_the_read_lag(string action, params string[] parameters)
    {
        _cloud.Set(conditions => conditions with { ReadLag = Lag });
        string id = _cloud.RunOne();
        string[] sent = [.. parameters[..^1], $"{parameters[^1]}={id}"];
        _cloud.Clock.Advance(29.9);
        _cloud.Send(action, sent).ShouldBe(400, "InvalidInstanceID.NotFound");
        _cloud.Send("DescribeInstances").Instances.Should().Equal(id);
        _cloud.Clock.Advance(0.1);
        _cloud.Send(action, sent).ShouldSucceed();
    }

    [Theory]
    [InlineData("tag:a", "1")]
    [InlineData("client-token", "one")]
    [InlineData("instance-state-name", "pending")]
    public void Filters_find_a_new_instance_after_the_filter_lag(string name, string value)
    {
        _cloud.Set(conditions => conditions with { FilterLag = Lag, Boot = TimeSpan.FromMinutes(5) });
        string id = Tagged();
        string[] filter = [$"Filter.1.Name={name}", $"Filter.1.Value.1={value}"];
        _cloud.Clock.Advance(29.9);
        _cloud.Send("DescribeInstances", filter).Instances.Should().BeEmpty();
        _cloud.Send("DescribeInstances", [$"InstanceId.1={id}", .. filter]).Instances.Should().BeEmpty();
        _cloud.Send("DescribeInstances").Instances.Should().Equal(id);
        _cloud.Clock.Advance(0.1);
        _cloud.Send("DescribeInstances", filter).Instances.Should().Equal(id);
    }

    [Fact]
    public void Filters_compare_old_tags_and_states_during_the_filter_lag()
    {
        _cloud.Set(conditions => conditions with { FilterLag = Lag, Boot = TimeSpan.FromSeconds(40) });
        string id = Tagged();
        _cloud.Clock.Advance(40);
        _cloud.Sandbox.SetTags(id, new Dictionary<string, string> { ["a"] = "2" });
        string[] tag = ["Filter.1.Name=tag:a", "Filter.1.Value.1=1"];
        string[] state = ["Filter.2.Name=instance-state-name", "Filter.2.Value.1=pending"];
        _cloud.Send("DescribeInstances", [.. tag, .. state]).Text("value").Should().Be("2");
        _cloud.Clock.Advance(30);
        _cloud.Send("DescribeInstances", "Filter.1.Name=tag:a", "Filter.1.Value.1=1").Instances.Should().BeEmpty();
    }

    [Fact]
    public void A_state_is_shown_late()
    {
        _cloud.Set(conditions => conditions with { StateLag = TimeSpan.FromSeconds(3) });
        string id = _cloud.RunOne();
        _cloud.Clock.Advance(10.9);
        _cloud.StateOf(id).Should().Be("pending");
        _cloud.Clock.Advance(0.1);
        _cloud.StateOf(id).Should().Be("running");
        _cloud.Send("TerminateInstances", $"InstanceId.1={id}").ShouldSucceed();
        _cloud.StateOf(id).Should().Be("running");
    }

    [Fact]
    public void A_changed_tag_is_shown_late_and_those_of_the_creation_are_not()
    {
        _cloud.Set(conditions => conditions with { TagLag = Lag });
        string id = Tagged();
        _cloud.Clock.Advance(1);
        _cloud.Send("CreateTags", $"ResourceId.1={id}", "Tag.1.Key=a", "Tag.1.Value=2").ShouldSucceed();
        _cloud.Send("DescribeInstances", $"InstanceId.1={id}").Text("value").Should().Be("1");
        _cloud.Clock.Advance(30);
        _cloud.Send("DescribeInstances", $"InstanceId.1={id}").Text("value").Should().Be("2");
    }

    [Fact]
    public void A_list_may_lack_all_tags_while_filters_and_describe_tags_have_them()
    {
        _cloud.Set(conditions => conditions with { OmitTags = true });
        string id = Tagged();
        Reply reply = _cloud.Send("DescribeInstances", "Filter.1.Name=tag:a", "Filter.1.Value.1=1");
        reply.Instances.Should().Equal(id);
        reply.Texts("tagSet").Should().BeEmpty();
        _cloud.Run("ClientToken=two").Texts("tagSet").Should().BeEmpty();
        _cloud.Send("DescribeTags").Text("value").Should().Be("1");
    }

    [Fact]
    public void A_token_finds_the_instance_whatever_lags()
    {
        _cloud.Set(conditions => conditions with { ListLag = Lag, ReadLag = Lag, FilterLag = Lag, StateLag = Lag });
        string id = Tagged();
        Tagged().Should().Be(id);
    }

    private string Tagged() => _cloud.RunOne(
        "ClientToken=one", "TagSpecification.1.ResourceType=instance",
        "TagSpecification.1.Tag.1.Key=a", "TagSpecification.1.Tag.1.Value=1");
}
