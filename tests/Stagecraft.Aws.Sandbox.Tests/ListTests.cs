using Stagecraft.Aws.Sandbox.Tests.Support;

namespace Stagecraft.Aws.Sandbox.Tests;

/// <summary>spec/sandbox-aws.md, sections 2.3 and 4: reads of instances, filters, pages and tags.</summary>
public sealed class ListTests : IDisposable
{
    private readonly Cloud _cloud = new(new AwsSandboxOptions { Throttle = false });

    public void Dispose() => _cloud.Dispose();

    [Theory]
    [InlineData("tag:Name", "web-*", 1)]
    [InlineData("tag:Name", "we?-1", 1)]
    [InlineData("tag:Name", "WEB-1", 0)]
    [InlineData("tag:Name", "web\\*", 0)]
    [InlineData("tag:name", "web-1", 0)]
    [InlineData("tag-key", "Name", 1)]
    [InlineData("tag-key", "N*", 1)]
    [InlineData("tag-value", "web-1", 1)]
    [InlineData("client-token", "sc1-*", 1)]
    [InlineData("client-token", "sc2-*", 0)]
    [InlineData("instance-state-name", "pending", 2)]
    [InlineData("instance-state-code", "0", 2)]
    [InlineData("instance-state-name", "running", 0)]
    [InlineData("instance-type", "t3.*", 2)]
    [InlineData("image-id", "ami-*", 2)]
    [InlineData("key-name", "my-key", 1)]
    [InlineData("availability-zone", "us-east-1b", 1)]
    [InlineData("subnet-id", "subnet-*", 2)]
    [InlineData("vpc-id", "vpc-*", 2)]
    [InlineData("private-ip-address", "172.31.*", 2)]
    [InlineData("instance.group-name", "default", 2)]
    [InlineData("architecture", "arm64", 0)]
    [InlineData("launch-time", "20*", 2)]
    [InlineData("block-device-mapping.device-name", "/dev/sda1", 2)]
    [InlineData("ip-address", "*", 0)]
    public void A_filter_compares_case_sensitively_and_with_wildcards(string name, string value, int count)
    {
        _cloud.RunOne(
            "ClientToken=sc1-a", "KeyName=my-key",
            "TagSpecification.1.ResourceType=instance", "TagSpecification.1.Tag.1.Key=Name", "TagSpecification.1.Tag.1.Value=web-1");
        _cloud.RunOne("Placement.AvailabilityZone=us-east-1b");
        Find($"{name}={value}").Should().HaveCount(count);
    }

    [Fact]
    public void Values_of_a_filter_are_alternatives_and_filters_are_all_required()
    {
        string first = Tagged("a=1");
        string second = Tagged("a=2");
        Tagged("a=3");
        Find("tag:a=1,2").Should().Equal(first, second);
        Find("tag:a=1,2", "tag:a=2,3").Should().Equal(second);
        Find("tag:a=1", "tag:a=2").Should().BeEmpty();
    }

    [Fact]
    public void An_unknown_filter_is_refused()
    {
        _cloud.RunOne();
        _cloud.Send("DescribeInstances", "Filter.1.Name=color", "Filter.1.Value.1=red").ShouldBe(400, "InvalidParameterValue");
    }

    [Fact]
    public void Filters_are_limited()
    {
        string[] filters = [.. Enumerable.Range(1, 51).SelectMany(n => new[] { $"Filter.{n}.Name=tag:a", $"Filter.{n}.Value.1=b" })];
        _cloud.Send("DescribeInstances", filters).ShouldBe(400, "FilterLimitExceeded");
        _cloud.Send("DescribeInstances", ["Filter.1.Name=tag:a", .. Enumerable.Range(1, 201).Select(n => $"Filter.1.Value.{n}={n}")])
            .ShouldBe(400, "FilterLimitExceeded");
    }

    [Fact]
    public void Ids_and_filters_are_both_required()
    {
        string first = Tagged("a=1");
        string second = Tagged("a=2");
        _cloud.Send("DescribeInstances", $"InstanceId.1={first}", $"InstanceId.2={second}", "Filter.1.Name=tag:a", "Filter.1.Value.1=2")
            .Instances.Should().Equal(second);
    }

    [Fact]
    public void Ids_and_pages_exclude_each_other()
    {
        string id = _cloud.RunOne();
        _cloud.Send("DescribeInstances", $"InstanceId.1={id}", "MaxResults=5").ShouldBe(400, "InvalidParameterCombination");
    }

    [Theory]
    [InlineData(4, 400)]
    [InlineData(5, 200)]
    [InlineData(1000, 200)]
    [InlineData(1001, 400)]
    public void A_page_has_5_to_1000_results(int size, int status) => _cloud.Send("DescribeInstances", $"MaxResults={size}")
        .ShouldBe(status, status == 200 ? "" : "InvalidParameterValue");

    [Fact]
    public void Pages_show_every_instance_once_even_if_the_list_changes()
    {
        _cloud.Set(conditions => conditions with { VcpuLimit = 100, TerminatedVisible = TimeSpan.Zero, Terminate = TimeSpan.Zero });
        List<string> ids = [.. Enumerable.Range(0, 12).Select(_ => _cloud.RunOne())];
        Reply page = _cloud.Send("DescribeInstances", "MaxResults=5");
        page.Instances.Should().Equal(ids[..5]);
        _cloud.Sandbox.TerminateInstance(ids[0]);
        page = _cloud.Send("DescribeInstances", "MaxResults=5", $"NextToken={page.Text("nextToken")}");
        page.Instances.Should().Equal(ids[5..10]);
        page = _cloud.Send("DescribeInstances", "MaxResults=5", $"NextToken={page.Text("nextToken")}");
        page.Instances.Should().Equal(ids[10..]);
        page.Texts("nextToken").Should().BeEmpty();
    }

    [Theory]
    [InlineData("NextToken=nonsense")]
    [InlineData("Filter.1.Name=tag:a", "Filter.1.Value.1=b")]
    public void A_page_token_belongs_to_its_request(params string[] other)
    {
        _cloud.Run("MinCount=6", "MaxCount=6").ShouldSucceed();
        string token = _cloud.Send("DescribeInstances", "MaxResults=5").Text("nextToken");
        string[] sent = other[0].StartsWith('N') ? other : [.. other, $"NextToken={token}"];
        _cloud.Send("DescribeInstances", ["MaxResults=5", .. sent]).ShouldBe(400, "InvalidPaginationToken");
    }

    [Fact]
    public void A_page_token_expires()
    {
        _cloud.Run("MinCount=6", "MaxCount=6").ShouldSucceed();
        string token = _cloud.Send("DescribeInstances", "MaxResults=5").Text("nextToken");
        _cloud.Clock.Advance(3600);
        _cloud.Send("DescribeInstances", "MaxResults=5", $"NextToken={token}").ShouldSucceed();
        _cloud.Clock.Advance(1);
        _cloud.Send("DescribeInstances", "MaxResults=5", $"NextToken={token}").ShouldBe(400, "InvalidPaginationToken");
    }

    [Fact]
    public void The_status_list_has_running_instances_unless_all_are_requested()
    {
        string running = _cloud.RunOne();
        _cloud.Clock.Advance(8);
        string pending = _cloud.RunOne();
        _cloud.Send("DescribeInstanceStatus").Instances.Should().Equal(running);
        Reply all = _cloud.Send("DescribeInstanceStatus", "IncludeAllInstances=true");
        all.Instances.Should().Equal(running, pending);
        all.Texts("status").Should().Contain("ok").And.Contain("not-applicable");
    }

    [Fact]
    public void Tags_are_set_replaced_and_removed()
    {
        string id = Tagged("a=1");
        _cloud.Send("CreateTags", $"ResourceId.1={id}", "Tag.1.Key=a", "Tag.1.Value=2", "Tag.2.Key=b", "Tag.2.Value=").ShouldSucceed();
        TagsOf(id).Should().Equal("a=2", "b=");
        _cloud.Send("DeleteTags", $"ResourceId.1={id}", "Tag.1.Key=a", "Tag.1.Value=1").ShouldSucceed();
        TagsOf(id).Should().Equal("a=2", "b=");
        _cloud.Send("DeleteTags", $"ResourceId.1={id}", "Tag.1.Key=a", "Tag.1.Value=2", "Tag.2.Key=b").ShouldSucceed();
        TagsOf(id).Should().BeEmpty();
    }

    [Theory]
    [InlineData("a & <b> \"c\"", "a & <b> \"c\"")]
    [InlineData("日本 🚀", "日本 🚀")]
    [InlineData("a\u0001b", "ab")]
    public void A_value_is_shown_in_xml(string value, string shown)
    {
        string id = _cloud.RunOne();
        _cloud.Send("CreateTags", $"ResourceId.1={id}", "Tag.1.Key=a", $"Tag.1.Value={value}").ShouldSucceed();
        TagsOf(id).Should().Equal($"a={shown}");
    }

    [Fact]
    public void Without_a_list_all_tags_are_removed()
    {
        string id = Tagged("a=1");
        _cloud.Send("DeleteTags", $"ResourceId.1={id}").ShouldSucceed();
        TagsOf(id).Should().BeEmpty();
    }

    [Theory]
    [InlineData("aws:x", "1", "InvalidParameterValue")]
    [InlineData("", "1", "MissingParameter")]
    public void A_tag_key_is_not_empty_and_not_reserved(string key, string value, string code)
    {
        string id = _cloud.RunOne();
        _cloud.Send("CreateTags", $"ResourceId.1={id}", $"Tag.1.Key={key}", $"Tag.1.Value={value}").ShouldBe(400, code);
    }

    [Theory]
    [InlineData(127, 256, "")]
    [InlineData(128, 1, "InvalidParameterValue")]
    [InlineData(1, 257, "InvalidParameterValue")]
    public void Keys_and_values_have_a_maximum_length(int key, int value, string code)
    {
        string id = _cloud.RunOne();
        _cloud.Send("CreateTags", $"ResourceId.1={id}", $"Tag.1.Key={new string('k', key)}", $"Tag.1.Value={new string('v', value)}")
            .Code.Should().Be(code);
    }

    [Fact]
    public void A_resource_has_up_to_50_tags()
    {
        string id = Tagged([.. Enumerable.Range(0, 50).Select(n => $"k{n}=v")]);
        _cloud.Send("CreateTags", $"ResourceId.1={id}", "Tag.1.Key=k0", "Tag.1.Value=w").ShouldSucceed();
        _cloud.Send("CreateTags", $"ResourceId.1={id}", "Tag.1.Key=more", "Tag.1.Value=w").ShouldBe(400, "TagLimitExceeded");
    }

    [Fact]
    public void Tags_of_a_missing_resource_are_refused_and_none_is_tagged()
    {
        string id = _cloud.RunOne();
        _cloud.Send("CreateTags", $"ResourceId.1={id}", "ResourceId.2=i-0000000000000000f", "Tag.1.Key=a", "Tag.1.Value=b")
            .ShouldBe(400, "InvalidInstanceID.NotFound");
        TagsOf(id).Should().BeEmpty();
    }

    [Theory]
    [InlineData("key", "a", 2)]
    [InlineData("key", "b*", 1)]
    [InlineData("value", "1", 1)]
    [InlineData("tag:a", "2", 1)]
    [InlineData("resource-type", "instance", 3)]
    [InlineData("resource-type", "volume", 0)]
    [InlineData("resource-id", "i-*", 3)]
    public void Tags_are_listed_by_filter(string name, string value, int count)
    {
        Tagged("a=1", "b=3");
        Tagged("a=2");
        _cloud.Send("DescribeTags", $"Filter.1.Name={name}", $"Filter.1.Value.1={value}").Texts("key").Should().HaveCount(count);
    }

    private string Tagged(params string[] tags) => _cloud.RunOne(
    [
        "TagSpecification.1.ResourceType=instance",
        .. tags.Select(tag => tag.Split('=')).SelectMany((tag, index) => new[]
        {
            $"TagSpecification.1.Tag.{index + 1}.Key={tag[0]}", $"TagSpecification.1.Tag.{index + 1}.Value={tag[1]}",
        }),
    ]);

    private IReadOnlyList<string> TagsOf(string id)
    {
        Reply reply = _cloud.Send("DescribeTags", "Filter.1.Name=resource-id", $"Filter.1.Value.1={id}");
        return [.. reply.Texts("key").Zip(reply.Texts("value"), (key, value) => $"{key}={value}")];
    }

    private IReadOnlyList<string> Find(params string[] filters) => _cloud.Send("DescribeInstances", filters.SelectMany((filter, index) =>
        filter.Split('=')[1].Split(',').Select((value, place) => $"Filter.{index + 1}.Value.{place + 1}={value}")
            .Prepend($"Filter.{index + 1}.Name={filter.Split('=')[0]}"))).ShouldSucceed().Instances;
}
