using Stagecraft.Aws.Api.Client;
using Stagecraft.Aws.Api.Signing;
using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Http;
using Stagecraft.Events;

namespace Stagecraft.Aws.Tests.Api;

/// <summary>A client on a virtual clock with scripted responses.</summary>
internal sealed class Rig : IProgress<InfraEvent>
{
    public const string Region = "eu-central-1";
    public const string Secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

    public Rig(params Scripted[] responses)
        : this(new TestCredentials(() => new AwsKeys("AKIDEXAMPLE", Secret)), responses)
    {
    }

    public Rig(TestCredentials credentials, params Scripted[] responses)
    {
        Handler = new ScriptedHandler(Clock, responses);
        Governor = new RateGovernor(Clock, new AwsLimits());
        Client = new AwsClient(new()
        {
            HomeRegion = Region,
            Endpoints = new AwsEndpoints(_ => null),
            Session = new AwsSession(credentials, Clock),
            Governor = Governor,
            Time = Clock,
            Random = new Random(1),
            Handler = Handler,
            Progress = this,
        });
    }

    public delegate Task<HttpResponseMessage> Scripted(HttpRequestMessage request, CancellationToken cancellationToken);

    public VirtualTimeProvider Clock { get; } = new();

    public ScriptedHandler Handler { get; }

    public RateGovernor Governor { get; }

    public AwsClient Client { get; }

    public List<InfraEvent> Events { get; } = [];

    public IReadOnlyList<SentRequest> Sent => Handler.Sent;

    public T Run<T>(Func<RegionClient, Task<T>> call) => Clock.Run(() => call(Client.In(Region)));

    public CloudException Fails<T>(Func<RegionClient, Task<T>> call) =>
        FluentActions.Invoking(() => Run(call)).Should().ThrowExactly<CloudException>().Which;

    void IProgress<InfraEvent>.Report(InfraEvent value) => Events.Add(value);
}
