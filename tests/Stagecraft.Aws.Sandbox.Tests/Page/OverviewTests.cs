using System.Text.Json;
using Stagecraft.Aws.Sandbox.Tests.Support;
using Stagecraft.Sandbox;

namespace Stagecraft.Aws.Sandbox.Tests.Page;

/// <summary>spec/sandbox-aws.md, section 14: the page and its JSON.</summary>
public sealed class OverviewTests
{
    private const string Data = "/sandbox/account";

    [Fact] // 14.2
    public async Task An_instance_has_its_state_type_addresses_name_and_tags()
    {
        await using Served served = await Served.StartAsync();
        await served.SendAsync(
            "RunInstances", $"ImageId={Ami}", "InstanceType=t3.micro", "MinCount=1", "MaxCount=1", "UserData=c2VjcmV0",
            "TagSpecification.1.ResourceType=instance", "TagSpecification.1.Tag.1.Key=Name", "TagSpecification.1.Tag.1.Value=web-1",
            "TagSpecification.1.Tag.2.Key=team", "TagSpecification.1.Tag.2.Value=shop");
        AwsSandboxInstance truth = served.Sandbox.Instances.Single();

        JsonElement pending = (await ReadAsync(served)).GetProperty("instances")[0];
        served.Clock.Advance(8);
        JsonElement running = (await ReadAsync(served)).GetProperty("instances")[0];

        Text(pending, "status").Should().Be("pending");
        (pending.GetProperty("booted_at").GetDateTimeOffset() - truth.CreatedAt).Should().Be(TimeSpan.FromSeconds(8));
        string[] names = ["id", "name", "region", "zone", "type", "status", "private_ipv4"];
        names.Select(name => Text(running, name)).Should().Equal(
            truth.Id, "web-1", "us-east-1", truth.Zone, "t3.micro", "running", truth.PrivateIp);
        Text(running, "public_ipv4").Should().Be(served.Sandbox.Instances.Single().PublicIp).And.NotBeNull();
        running.GetProperty("tags").ToString().Should().Be("""{"team":"shop"}""");
        running.ToString().Should().NotContain("c2VjcmV0");
    }

    [Fact] // 14.2
    public async Task Regions_are_counted_by_state()
    {
        await using Served served = await Served.StartAsync();
        AwsSandbox sandbox = served.Sandbox;
        sandbox.CreateInstance(region: "us-east-1");
        sandbox.StopInstance(sandbox.CreateInstance(region: "eu-central-1").Id);
        sandbox.TerminateInstance(sandbox.CreateInstance(region: "eu-central-1").Id);
        sandbox.CreateInstance(region: "eu-central-1");

        JsonElement account = await ReadAsync(served);
        served.Clock.Advance(60);
        JsonElement later = await ReadAsync(served);

        account.GetProperty("regions").EnumerateArray().Select(region => region.ToString()).Should().Equal(
            """{"name":"eu-central-1","total":3,"active":1,"new":0,"off":0,"going":1,"other":1}""",
            """{"name":"us-east-1","total":1,"active":1,"new":0,"off":0,"going":0,"other":0}""");
        later.GetProperty("regions")[0].ToString().Should().Be(
            """{"name":"eu-central-1","total":3,"active":1,"new":0,"off":1,"going":0,"other":1}""");
        (account.GetProperty("instances_total").GetInt32(), account.GetProperty("regions_total").GetInt32()).Should().Be((4, 2));
    }

    [Fact] // 14.2
    public async Task Requests_have_their_numbers_and_faults()
    {
        await using Served served = await Served.StartAsync();
        served.Sandbox.Faults.Add(new SandboxFault { Kind = SandboxFaultKind.RateLimited, On = "* DescribeVpcs" });
        await served.SendAsync("DescribeInstances");
        await served.SendAsync("DescribeVpcs");

        JsonElement all = await ReadAsync(served);
        JsonElement last = await ReadAsync(served, "?since=1");

        all.GetProperty("requests_total").GetInt32().Should().Be(2);
        all.GetProperty("requests").GetArrayLength().Should().Be(2);
        JsonElement entry = last.GetProperty("requests").EnumerateArray().Single();
        (entry.GetProperty("number").GetInt32(), Text(entry, "target"), entry.GetProperty("status").GetInt32(), Text(entry, "fault"))
            .Should().Be((2, "us-east-1 DescribeVpcs", 503, "rate_limited"));
        (await served.GetAsync($"{Data}?since=x")).Status.Should().Be(System.Net.HttpStatusCode.UnprocessableEntity);
    }

    [Fact] // 14.1: the page and the API have the same path
    public async Task A_request_of_the_API_is_not_the_page()
    {
        await using Served served = await Served.StartAsync();

        (await served.GetAsync("/")).Body.Should().StartWith("<!doctype html>").And.Contain("run-instances").And.NotContain("WORDS");
        (await served.GetAsync("/?Action=DescribeInstances&Version=2016-11-15")).ShouldBe(401, "AuthFailure");
        (await served.SendAsync("DescribeInstances")).ShouldSucceed();
        (await served.GetAsync("/", HttpMethod.Post)).Status.Should().NotBe(System.Net.HttpStatusCode.MethodNotAllowed);
    }

    [Fact] // 14.1
    public async Task The_page_has_no_side_effects_and_no_other_host_reads_it()
    {
        await using Served served = await Served.StartAsync(new AwsSandboxOptions
        {
            Faults = [new SandboxFault { Kind = SandboxFaultKind.LostAnswerBefore, Times = null }],
        });
        foreach (string path in new[] { "/", Data })
        {
            (await served.GetAsync(path)).Status.Should().Be(System.Net.HttpStatusCode.OK);
            (await served.GetAsync(path, host: "evil.example")).Status.Should().Be(System.Net.HttpStatusCode.Forbidden);
        }

        (await served.GetAsync(Data, HttpMethod.Delete)).Status.Should().Be(System.Net.HttpStatusCode.MethodNotAllowed);
        served.Sandbox.Requests.Should().BeEmpty();
        served.Sandbox.Faults.Hits.Should().BeEmpty();
    }

    private static string Ami { get; } = Aws.Sandbox.Data.Catalog.ImagesOf("us-east-1").First(i => i.Architecture == "x86_64").Id;

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static async Task<JsonElement> ReadAsync(Served served, string query = "") =>
        JsonElement.Parse((await served.GetAsync(Data + query)).ShouldSucceed().Body);
}
