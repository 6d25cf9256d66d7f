using System.Net.Http.Headers;
using System.Text;
using Amazon.EC2;
using Amazon.Runtime;

namespace Stagecraft.Aws.Sandbox.Tests.Support;

/// <summary>A sandbox in memory with its clock and its clients.</summary>
internal sealed class Cloud : IDisposable
{
    public const string Type = "t3.micro";

    public Cloud(AwsSandboxOptions? options = null)
    {
        Sandbox = AwsSandbox.Create((options ?? new AwsSandboxOptions()) with { TimeProvider = Clock });
        Http = new HttpClient(Sandbox.CreateHandler()) { BaseAddress = new Uri("http://ec2.test/") };
    }

    public VirtualClock Clock { get; } = new();

    public AwsSandbox Sandbox { get; }

    public HttpClient Http { get; }

    public Signer Signer { get; set; } = new();

    /// <summary>The ID of the first x86_64 image of us-east-1.</summary>
    public string Image { get; } = Data.Catalog.ImagesOf("us-east-1").First(image => image.Architecture == "x86_64").Id;

    public AmazonEC2Client Sdk(string region = "us-east-1") => new(new BasicAWSCredentials("AKIATEST", "test"), new AmazonEC2Config
    {
        ServiceURL = "http://ec2.test/",
        AuthenticationRegion = region,
        MaxErrorRetry = 0,
        HttpClientFactory = new ClientFactory(Sandbox),
    });

    public void Set(Func<AwsSandboxConditions, AwsSandboxConditions> change) => Sandbox.Conditions = change(Sandbox.Conditions);

    /// <summary>Sends an action with parameters such as <c>MinCount=1</c>.</summary>
    public Reply Send(string action, params IEnumerable<string> parameters) => Send(action, Signer, parameters);

    public Reply Send(string action, Signer signer, params IEnumerable<string> parameters)
    {
        string form = string.Join('&', Pairs(action, parameters));
        byte[] body = Encoding.UTF8.GetBytes(form);
        using HttpRequestMessage request = new HttpRequestMessage(HttpMethod.Post, "/") { RequestUri = new Uri("http://ec2.test/") };
        request.Content = new ByteArrayContent(body);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
        signer.Sign(request, body, Clock.Now);
        return Send(request);
    }

    public Reply Send(HttpRequestMessage request)
    {
        HttpResponseMessage response = Http.SendAsync(request).GetAwaiter().GetResult();
        return new Reply(response.StatusCode, response.Content.ReadAsStringAsync().GetAwaiter().GetResult(), response);
    }

    /// <summary>Runs one instance, with other parameters in addition to or instead of the usual ones.</summary>
    public Reply Run(params IEnumerable<string> parameters)
    {
        List<string> given = [.. parameters];
        IEnumerable<string> usual = new[] { $"ImageId={Image}", $"InstanceType={Type}", "MinCount=1", "MaxCount=1" }
            .Where(pair => !given.Exists(other => other.Split('=')[0] == pair.Split('=')[0]));
        return Send("RunInstances", [.. usual, .. given]);
    }

    /// <summary>Runs one instance and returns its ID.</summary>
    public string RunOne(params IEnumerable<string> parameters) => Run(parameters).ShouldSucceed().Instances[0];

    /// <summary>The state in the response of a read by ID.</summary>
    public string StateOf(string id) => Send("DescribeInstances", $"InstanceId.1={id}").ShouldSucceed().Xml.Descendants()
        .First(element => element.Name.LocalName == "instanceState").Elements().Last().Value;

    public void Dispose() => Http.Dispose();

    private static IEnumerable<string> Pairs(string action, IEnumerable<string> parameters) => parameters
        .Prepend("Version=2016-11-15").Prepend($"Action={action}")
        .Select(pair => pair.Split('=', 2))
        .Select(pair => $"{Uri.EscapeDataString(pair[0])}={Uri.EscapeDataString(pair[1])}");
}
