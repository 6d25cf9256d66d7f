using System.Net;
using System.Text;
using Amazon.EC2;
using Amazon.EC2.Model;
using Amazon.Runtime;
using Stagecraft.Aws.Sandbox.Tests.Support;
using Stagecraft.Sandbox;

namespace Stagecraft.Aws.Sandbox.Tests;

/// <summary>spec/sandbox-aws.md, section 7: the loopback port, control, the state file and out-of-band changes.</summary>
public sealed class StateTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string File => Path.Combine(_folder, "state.db");

    [Fact]
    public async Task A_client_of_the_sdk_uses_the_port()
    {
        await using AwsSandbox sandbox = await AwsSandbox.StartAsync(new AwsSandboxOptions());
        using AmazonEC2Client sdk = new AmazonEC2Client(new BasicAWSCredentials("AKIATEST", "test"), new AmazonEC2Config
        {
            ServiceURL = sandbox.Address!.ToString(),
            AuthenticationRegion = "us-east-1",
            MaxErrorRetry = 0,
        });
        string id = sandbox.CreateInstance(new Dictionary<string, string> { ["Name"] = "web" }).Id;
        DescribeInstancesResponse response = await sdk.DescribeInstancesAsync(
            new DescribeInstancesRequest { Filters = [new Filter { Name = "tag:Name", Values = ["web"] }] });
        response.Reservations.Single().Instances.Single().InstanceId.Should().Be(id);
    }

    [Fact]
    public async Task Conditions_are_read_and_set_over_http()
    {
        AwsSandboxOptions options = new AwsSandboxOptions { Control = true, Boot = TimeSpan.FromSeconds(3) };
        await using AwsSandbox sandbox = await AwsSandbox.StartAsync(options);
        using HttpClient http = new HttpClient { BaseAddress = sandbox.Address };
        using StringContent change = new StringContent("""{"list_lag": "4s", "faults": [{"fault": "omit_tags"}]}""", Encoding.UTF8);
        using HttpResponseMessage set = await http.PatchAsync("sandbox/conditions", change);
        string json = await set.Content.ReadAsStringAsync();
        set.StatusCode.Should().Be(HttpStatusCode.OK, json);
        sandbox.Conditions.ListLag.Should().Be(TimeSpan.FromSeconds(4));
        sandbox.Faults.Rules.Should().ContainSingle();
        AwsSandboxConditions.FromJson(Encoding.UTF8.GetBytes(json), new AwsSandboxConditions()).Boot.Should().Be(TimeSpan.FromSeconds(3));
        using StringContent bad = new StringContent("""{"color": 1}""", Encoding.UTF8);
        using HttpResponseMessage refused = await http.PatchAsync("sandbox/conditions", bad);
        refused.StatusCode.Should().Be(HttpStatusCode.UnprocessableEntity);
        (await refused.Content.ReadAsStringAsync()).Should().Contain("color");
    }

    [Fact]
    public async Task The_state_file_keeps_instances_tags_tokens_and_volumes()
    {
        string id;
        await using (AwsSandbox first = AwsSandbox.Create(new AwsSandboxOptions { StateFile = File }))
        {
            using AmazonEC2Client sdk = Client(first);
            id = (await Run(sdk)).Reservation.Instances.Single().InstanceId;
        }

        await using AwsSandbox second = AwsSandbox.Create(new AwsSandboxOptions { StateFile = File });
        AwsSandboxInstance kept = second.Instances.Should().ContainSingle().Subject;
        (kept.Id, kept.ClientToken, kept.Tags["Name"]).Should().Be((id, "one", "web"));
        using AmazonEC2Client again = Client(second);
        (await Run(again)).Reservation.Instances.Single().InstanceId.Should().Be(id);
        (await again.DescribeVolumesAsync(new DescribeVolumesRequest())).Volumes.Should().ContainSingle();
        (await again.DescribeSecurityGroupsAsync(new DescribeSecurityGroupsRequest())).SecurityGroups.Should().ContainSingle();
    }

    [Fact]
    public async Task Two_sandboxes_share_a_state_file()
    {
        await using AwsSandbox first = AwsSandbox.Create(new AwsSandboxOptions { StateFile = File });
        await using AwsSandbox second = AwsSandbox.Create(new AwsSandboxOptions { StateFile = File });
        string[] ids = [first.CreateInstance().Id, second.CreateInstance().Id, first.CreateInstance().Id];
        first.Instances.Select(instance => instance.Id).Should().Equal(ids);
        second.Instances.Select(instance => instance.Id).Should().Equal(ids);
    }

    [Fact]
    public async Task A_file_of_another_program_is_refused()
    {
        await System.IO.File.WriteAllTextAsync(File, "text");
        Action open = () => AwsSandbox.Create(new AwsSandboxOptions { StateFile = File });
        open.Should().Throw<InvalidDataException>().WithMessage($"*{File}*");
    }

    [Fact]
    public void Out_of_band_changes_bypass_the_checks()
    {
        using Cloud cloud = new Cloud();
        string id = cloud.Sandbox.CreateInstance(new Dictionary<string, string> { ["a"] = "1" }, isProtected: true).Id;
        cloud.StateOf(id).Should().Be("running");
        cloud.Sandbox.SetTags(id, new Dictionary<string, string> { ["b"] = "2" });
        cloud.Sandbox.Instances.Single().Tags.Should().Equal(new Dictionary<string, string> { ["b"] = "2" });
        cloud.Sandbox.TerminateInstance(id);
        cloud.StateOf(id).Should().Be("shutting-down");
        Action missing = () => cloud.Sandbox.StopInstance("i-0000000000000000f");
        missing.Should().Throw<KeyNotFoundException>();
        Action unknown = () => cloud.Sandbox.CreateInstance(region: "moon-1");
        unknown.Should().Throw<ArgumentException>();
    }

    [Fact]
    public void The_same_seed_gives_the_same_ids()
    {
        using Cloud first = new Cloud(new AwsSandboxOptions { Seed = 7 });
        using Cloud second = new Cloud(new AwsSandboxOptions { Seed = 7 });
        using Cloud other = new Cloud(new AwsSandboxOptions { Seed = 8 });
        string id = first.RunOne();
        second.RunOne().Should().Be(id);
        other.RunOne().Should().NotBe(id);
    }

    private static AmazonEC2Client Client(AwsSandbox sandbox) => new(new BasicAWSCredentials("AKIATEST", "test"), new AmazonEC2Config
    {
        ServiceURL = "http://ec2.test/",
        AuthenticationRegion = "us-east-1",
        MaxErrorRetry = 0,
        HttpClientFactory = new ClientFactory(sandbox),
    });

    private static Task<RunInstancesResponse> Run(AmazonEC2Client sdk) => sdk.RunInstancesAsync(new RunInstancesRequest
    {
        ImageId = Data.Catalog.ImagesOf("us-east-1").First(image => image.Architecture == "x86_64").Id,
        InstanceType = "t3.micro",
        MinCount = 1,
        MaxCount = 1,
        ClientToken = "one",
        TagSpecifications = [new TagSpecification { ResourceType = "instance", Tags = [new Tag { Key = "Name", Value = "web" }] }],
    });
}
