using Stagecraft.Aws.Accounts;
using Stagecraft.Aws.Api;
using Stagecraft.Aws.Api.Client;
using Stagecraft.Aws.Api.Wire;
using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Http;

namespace Stagecraft.Aws.Tests.Api;

/// <summary>spec/providers/cloud/aws.md 1.3: reading instances.</summary>
public sealed class InstanceReadTests
{
    private static readonly Ec2Filter[] Ours = [Ec2Filter.Tag("stagecraft:project", "shop")];

    [Fact]
    public void The_members_are_read_in_any_order_and_unknown_ones_are_ignored()
    {
        Rig rig = new(Responses.Instances("""
            <item><future><item><instanceId>i-other</instanceId></item></future>
            <instanceState><name>pending</name><code>0</code></instanceState>
            <tagSet><item><value>shop</value><key>stagecraft:project</key></item><item><key>Name</key><value/></item></tagSet>
            <clientToken>sc1-0</clientToken><privateIpAddress>10.0.0.1</privateIpAddress><ipAddress>203.0.113.7</ipAddress>
            <placement><availabilityZone>eu-central-1a</availabilityZone><tenancy>default</tenancy></placement>
            <monitoring><state>disabled</state></monitoring><metadataOptions><httpTokens>required</httpTokens></metadataOptions>
            <groupSet><item><groupId>sg-1</groupId><groupName>web</groupName></item></groupSet>
            <blockDeviceMapping><item><deviceName>/dev/sda1</deviceName><ebs><volumeId>vol-1</volumeId><status>attached</status>
            <deleteOnTermination>true</deleteOnTermination></ebs></item></blockDeviceMapping>
            <networkInterfaceSet><item><networkInterfaceId>eni-2</networkInterfaceId>
            <attachment><deviceIndex>1</deviceIndex></attachment></item>
            <item><attachment><attachTime>2026-01-02T03:04:05.000Z</attachTime><deviceIndex>0</deviceIndex></attachment>
            <networkInterfaceId>eni-1</networkInterfaceId>
            <association><ipOwnerId>amazon</ipOwnerId></association></item></networkInterfaceSet>
            <instanceType>t3.small</instanceType><imageId>ami-1</imageId><keyName>ops</keyName><subnetId>subnet-1</subnetId>
            <launchTime>2026-02-03T00:00:00.000Z</launchTime><instanceId>i-1</instanceId></item>
            """));

        AwsInstance instance = rig.Run(c => c.Instances.ListAsync(Ours, RequestPriority.Working, default)).Items.Single();

        instance.Should().BeEquivalentTo(new AwsInstance
        {
            Id = "i-1",
            State = "pending",
            Type = "t3.small",
            ImageId = "ami-1",
            KeyName = "ops",
            ClientToken = "sc1-0",
            Zone = "eu-central-1a",
            SubnetId = "subnet-1",
            PublicIpv4 = "203.0.113.7",
            PrivateIpv4 = "10.0.0.1",
            LaunchTime = new DateTimeOffset(2026, 2, 3, 0, 0, 0, TimeSpan.Zero),
            AttachTime = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
            Tags = new Dictionary<string, string> { ["stagecraft:project"] = "shop", ["Name"] = "" },
            SecurityGroups = [new("sg-1", "web")],
            Volumes = [new("vol-1", "i-1", "/dev/sda1", "attached", true)],
            NetworkInterfaceId = "eni-1",
            Monitoring = false,
        });
    }

    [Fact]
    public void A_list_is_a_signed_form_with_filters_and_a_page_size()
    {
        Rig rig = new(Responses.Instances());

        rig.Run(c => c.Instances.ListAsync(
            [.. Ours, Ec2Filter.TagKey("stagecraft:host"), new Ec2Filter("client-token", "sc1-0*")], RequestPriority.Working, default));

        SentRequest sent = rig.Sent.Single();
        sent.Uri.Should().Be(new Uri("https://ec2.eu-central-1.amazonaws.com/"));
        sent.Parameters.Should().Equal(
            ("Action", "DescribeInstances"),
            ("Version", "2016-11-15"),
            ("MaxResults", "1000"),
            ("Filter.1.Name", "tag:stagecraft:project"),
            ("Filter.1.Value.1", "shop"),
            ("Filter.2.Name", "tag-key"),
            ("Filter.2.Value.1", "stagecraft:host"),
            ("Filter.3.Name", "client-token"),
            ("Filter.3.Value.1", "sc1-0*"));
        sent.Headers.Should().Contain("Authorization: AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/")
            .And.Contain("Content-Type: application/x-www-form-urlencoded").And.NotContain(Rig.Secret);
    }

    [Fact]
    public void A_missing_tag_set_is_not_an_empty_one()
    {
        Rig rig = new(Responses.Instances(Responses.Instance("i-1"), Responses.Instance("i-2", "")));

        Listing<AwsInstance> list = rig.Run(c => c.Instances.ListAsync(Ours, RequestPriority.Working, default));

        list.Items[0].Tags.Should().BeEmpty();
        list.Items[1].Tags.Should().BeNull();
    }

    [Fact]
    public void All_pages_are_read_also_after_an_empty_one()
    {
        Rig rig = new(
            Responses.Page("a", Responses.Instance("i-2")), Responses.Page("b"), Responses.Page(null, Responses.Instance("i-1")));

        Listing<AwsInstance> list = rig.Run(c => c.Instances.ListAsync(Ours, RequestPriority.Working, default));

        list.Items.Select(i => i.Id).Should().Equal("i-1", "i-2");
        rig.Sent.Select(s => s["NextToken"]).Should().Equal(null, "a", "b");
    }

    [Fact]
    public void Filter_values_above_the_limit_are_sent_in_several_requests()
    {
        Rig rig = new(Responses.Instances(Responses.Instance("i-1")), Responses.Instances(Responses.Instance("i-2")));
        string[] tokens = [.. Enumerable.Range(0, 201).Select(n => $"sc1-{n}*")];

        Listing<AwsInstance> list = rig.Run(c => c.Instances.ListAsync(
            [.. Ours, new Ec2Filter("client-token", tokens)], RequestPriority.Working, default));

        list.Items.Select(i => i.Id).Should().Equal("i-1", "i-2");
        rig.Sent.Select(s => s.Parameters.Count(p => p.Name.StartsWith("Filter.2.Value.", StringComparison.Ordinal)))
            .Should().Equal(200, 1);
    }

    [Fact]
    public void A_page_token_that_repeats_fails_the_list()
    {
        Rig rig = new(Responses.Page("a", Responses.Instance("i-1")), Responses.Page("a"));

        CloudException failure = rig.Fails(c => c.Instances.ListAsync(Ours, RequestPriority.Working, default));

        failure.Message.Should().Be("API error: the list is incomplete: its pages repeat each other (DescribeInstances in eu-central-1)");
        failure.Failure.IsTransient.Should().BeTrue();
    }

    [Fact]
    public void A_list_whose_pages_repeat_an_instance_is_read_again()
    {
        Rig rig = new(
            Responses.Page("a", Responses.Instance("i-1")),
            Responses.Page(null, Responses.Instance("i-1")),
            Responses.Page("b", Responses.Instance("i-1")),
            Responses.Page(null, Responses.Instance("i-2")));

        rig.Run(c => c.Instances.ListAsync(Ours, RequestPriority.Working, default)).Items.Should().HaveCount(2);
    }

    [Fact]
    public void An_expired_page_token_starts_the_list_over_once()
    {
        Rig rig = new(
            Responses.Page("a", Responses.Instance("i-1")),
            Responses.Error(400, "InvalidPaginationToken"),
            Responses.Page(null, Responses.Instance("i-1"), Responses.Instance("i-2")));

        rig.Run(c => c.Instances.ListAsync(Ours, RequestPriority.Working, default)).Items.Should().HaveCount(2);

        Rig again = new(Responses.Error(400, "InvalidPaginationToken"));
        again.Fails(c => c.Instances.ListAsync(Ours, RequestPriority.Working, default)).Failure.ErrorId.Should()
            .Be("InvalidPaginationToken");
        again.Sent.Should().HaveCount(2);
    }

    [Fact]
    public void An_instance_that_does_not_exist_is_null()
    {
        Rig rig = new(Responses.Error(400, "InvalidInstanceID.NotFound"));

        rig.Run(c => c.Instances.FindAsync("i-1", RequestPriority.Polling, default)).Value.Should().BeNull();
        rig.Sent.Single().Parameters.Should().ContainSingle(p => p.Name == "InstanceId.1" && p.Value == "i-1");
        rig.Sent.Single().Parameters.Should().NotContain(p => p.Name == "MaxResults");
    }

    [Fact]
    public void A_tag_value_has_no_wildcards()
    {
        Rig rig = new(Responses.Instances());

        rig.Run(c => c.Instances.ListAsync([Ec2Filter.Tag("k", @"a*b?c\d")], RequestPriority.Working, default));

        rig.Sent.Single()["Filter.1.Value.1"].Should().Be(@"a\*b\?c\\d");
    }

    /// <summary>1.1: a hostile or broken body is unreadable, and a read is repeated.</summary>
    [Theory]
    [InlineData("<DescribeInstancesResponse><reservationSet>")]
    [InlineData("<!DOCTYPE x [<!ENTITY a 'b'>]><DescribeInstancesResponse>&a;</DescribeInstancesResponse>")]
    [InlineData("<DescribeInstancesResponse><reservationSet><item><instancesSet><item/></instancesSet></item></reservationSet>"
        + "</DescribeInstancesResponse>")]
    [InlineData("")]
    public void A_body_that_cannot_be_read_is_read_again(string body)
    {
        Rig rig = new(Responses.Status(200, body), Responses.Instances(Responses.Instance("i-1")));

        rig.Run(c => c.Instances.ListAsync(Ours, RequestPriority.Working, default)).Items.Should().ContainSingle();
    }

    [Fact]
    public void Deep_nesting_fails_the_read()
    {
        string deep = string.Concat(Enumerable.Repeat("<a>", 100_000));
        Rig rig = new(Responses.Status(200, deep));

        rig.Fails(c => c.Instances.ListAsync(Ours, RequestPriority.Working, default)).Message.Should()
            .StartWith("API error: the response cannot be read: it is nested too deeply");
    }

    [Fact]
    public void The_page_of_a_gateway_is_no_error_of_the_API()
    {
        Rig rig = new(
            Responses.Status(502, "<html><head><title>Bad Gateway</title></head></html>", "text/html"),
            Responses.Status(403, "<html><head><title>Blocked</title></head></html>", "text/html"));

        CloudFailure failure = rig.Fails(c => c.Instances.ListAsync(Ours, RequestPriority.Working, default)).Failure;

        rig.Sent.Should().HaveCount(2);
        failure.Code.Should().Be("api_error");
        failure.Message.Should().Be("API error: the response is not an error of the API: 'Blocked' (HTTP 403)");
        failure.Hint.Should().StartWith("a proxy or gateway responded instead of the API");
    }

    /// <summary>1.4: the action decides what reads.</summary>
    [Fact]
    public async Task A_write_cannot_be_sent_as_a_read()
    {
        QueryWriter query = new("RunInstances", "2016-11-15");

        await FluentActions.Awaiting(() => new Ec2Requests(null!, AwsService.Ec2, "r").ReadAsync(query, r => r, default))
            .Should().ThrowExactlyAsync<ArgumentException>();
        await FluentActions.Awaiting(() => new JsonRequests(null!, AwsService.Ssm, "r").ReadAsync("PutParameter", [], r => r, default))
            .Should().ThrowExactlyAsync<ArgumentException>();
    }

    /// <summary>Spec aws.md 6.5: a filter by tag found the instance, so it has tags.</summary>
    [Fact]
    public void Tags_that_are_not_shown_fail_the_read()
    {
        Rig rig = new(Untagged("running"), Responses.Ok("DescribeTags", "<tagSet/>"));

        CloudException failure = rig.Fails(c => CompleteAsync(c, mayLackTags: false));

        failure.Failure.IsTransient.Should().BeTrue();
        failure.Failure.Message.Should().Contain("i-1");
    }

    /// <summary>Spec aws.md 6.5: EC2 removes the tags of a terminated instance; a list by name finds instances without tags.</summary>
    [Theory]
    [InlineData("terminated", false)]
    [InlineData("running", true)]
    public void An_instance_may_lack_tags(string state, bool mayLackTags)
    {
        Rig rig = new(Untagged(state), Responses.Ok("DescribeTags", "<tagSet/>"));

        rig.Run(c => CompleteAsync(c, mayLackTags)).Single().Tags.Should().BeEmpty();
    }

    private static Rig.Scripted Untagged(string state) =>
        Responses.Instances(Responses.Instance("i-1").Replace("running", state, StringComparison.Ordinal));

    private static async Task<IReadOnlyList<AwsInstance>> CompleteAsync(RegionClient region, bool mayLackTags)
    {
        IReadOnlyList<AwsInstance> instances = (await region.Instances.ListAsync(Ours, RequestPriority.Working, default)).Items;
        return await InstanceTags.CompleteAsync(region, instances, mayLackTags, RequestPriority.Working, default);
    }
}
