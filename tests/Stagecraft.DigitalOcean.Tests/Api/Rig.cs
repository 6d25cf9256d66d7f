using Stagecraft.DigitalOcean.Api;
using Stagecraft.DigitalOcean.Api.Client;
using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Http;
using Stagecraft.Events;

namespace Stagecraft.DigitalOcean.Tests.Api;

/// <summary>A client on a virtual clock with scripted responses.</summary>
internal sealed class Rig : IProgress<InfraEvent>
{
    public const string Token = "dop_v1_0123456789abcdef";
    public static readonly Uri Address = new("https://api.digitalocean.com");

    public Rig(params Dated[] responses)
        : this(new ScriptedHandler(responses))
    {
    }

    public Rig(ScriptedHandler handler)
    {
        Handler = handler;
        handler.Clock = Clock;
        Governor = new RateGovernor(Clock, new RequestBudget());
        Client = new DigitalOceanClient(Address, Token, handler, Governor, Clock, new Random(1), this);
    }

    public delegate Task<HttpResponseMessage> Dated(HttpRequestMessage request, CancellationToken cancellationToken);

    public VirtualTimeProvider Clock { get; } = new();

    public ScriptedHandler Handler { get; }

    public RateGovernor Governor { get; }

    public DigitalOceanClient Client { get; }

    public List<InfraEvent> Events { get; } = [];

    public IReadOnlyList<SentRequest> Sent => Handler.Sent;

    public T Run<T>(Func<DigitalOceanClient, Task<T>> call) => Clock.Run(() => call(Client));

    public CloudException Fails<T>(Func<DigitalOceanClient, Task<T>> call) =>
        FluentActions.Invoking(() => Run(call)).Should().ThrowExactly<CloudException>().Which;

    void IProgress<InfraEvent>.Report(InfraEvent value) => Events.Add(value);
}
