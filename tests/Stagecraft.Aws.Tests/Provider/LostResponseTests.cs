using System.Net;
using Stagecraft.Aws.Sandbox;
using Stagecraft.Errors;
using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Providers;
using Stagecraft.Sandbox;

namespace Stagecraft.Aws.Tests.Provider;

/// <summary>Spec aws.md 7: one instance per host, whatever the response to its create is.</summary>
public sealed class LostResponseTests
{
    private static readonly string[] Names = ["staging-app-1", "staging-app-2", "staging-db-1"];

    public static TheoryData<SandboxFaultKind, bool> Faults()
    {
        TheoryData<SandboxFaultKind, bool> data = [];
        SandboxFaultKind[] kinds =
        [
            SandboxFaultKind.LostAnswerBefore, SandboxFaultKind.LostAnswerAfter, SandboxFaultKind.NoAnswerBefore,
            SandboxFaultKind.NoAnswerAfter, SandboxFaultKind.ServerErrorBefore, SandboxFaultKind.ServerErrorAfter,
            SandboxFaultKind.GatewayHtmlBefore, SandboxFaultKind.GatewayHtmlAfter, SandboxFaultKind.TruncatedBody,
            SandboxFaultKind.WrongContentType, SandboxFaultKind.LateCommit, SandboxFaultKind.Slow,
        ];
        foreach (SandboxFaultKind kind in kinds)
        {
            data.Add(kind, false);
            data.Add(kind, true);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_lost_response_to_the_first_create_leads_to_one_instance_per_host(SandboxFaultKind kind, bool lags)
    {
        AwsWorld world = NewWorld(lags);
        Lose(world, kind, times: 1);

        ApplyReport first = world.Up();

        first.Hosts.Should().OnlyContain(h => h.Kind == OutcomeKind.Created && h.PublicIpv4 != null);
        Hits(world).Should().Be(1);
        ShouldBeComplete(world);
    }

    /// <summary>Every response is lost: the first run fails or repeats, and the next one finds its instances.</summary>
    [Theory]
    [MemberData(nameof(Faults))]
    public void The_run_after_one_without_any_response_to_its_creates_completes_it(SandboxFaultKind kind, bool lags)
    {
        AwsWorld world = NewWorld(lags);
        Lose(world, kind, times: null);
        try
        {
            world.Up();
        }
        catch (CloudProviderException e)
        {
            e.Code.Should().Be(ErrorCodes.PartialApply);
        }

        Hits(world).Should().BeGreaterThanOrEqualTo(3);
        world.Cloud.Conditions = world.Cloud.Conditions with { Faults = [] };

        ShouldBeComplete(world);
    }

    /// <summary>The thirteenth way: the request is refused because its signature has expired on the way.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_expired_signature_leads_to_one_instance_per_host(bool lags)
    {
        AwsWorld world = NewWorld(lags);
        int refused = 0;
        world.Handler = new Network(world.Handler)
        {
            Replace = (action, _) => action == "RunInstances" && refused++ == 0 ? Task.FromResult(Expired()) : null,
        };

        world.Up().Hosts.Should().OnlyContain(h => h.Kind == OutcomeKind.Created);

        refused.Should().Be(4);
        ShouldBeComplete(world);
    }

    /// <summary>What a request receives while another one with its token is in flight is not documented.</summary>
    [Theory]
    [InlineData(AwsTokenResponse.Error, 5)]
    [InlineData(AwsTokenResponse.Instance, 5)]
    [InlineData(AwsTokenResponse.Error, 50)]
    [InlineData(AwsTokenResponse.Instance, 50)]
    public void A_token_in_flight_leads_to_one_instance_per_host(AwsTokenResponse response, int delay)
    {
        AwsWorld world = new(o => o with { TokenInFlight = response });
        Lose(world, SandboxFaultKind.LateCommit, times: 3, TimeSpan.FromSeconds(delay));

        world.Up().Hosts.Should().OnlyContain(h => h.Kind == OutcomeKind.Created);

        ShouldBeComplete(world);
    }

    [Theory]
    [InlineData(AwsTokenResponse.Error)]
    [InlineData(AwsTokenResponse.Instance)]
    public void Two_runs_at_once_create_one_instance_per_host(AwsTokenResponse response)
    {
        AwsWorld world = new(o => o with { TokenInFlight = response });
        world.Cloud.Conditions = world.Cloud.Conditions with
        {
            Faults = [new() { Kind = SandboxFaultKind.Slow, On = "* RunInstances", Delay = TimeSpan.FromSeconds(3), Times = 3 }],
        };

        ApplyReport[] reports = world.Time.Run(() => Task.WhenAll(world.StartAsync(world.Handler), world.StartAsync(world.Handler)));

        reports.Should().OnlyContain(r => r.Hosts.All(h => h.Code == null && h.PublicIpv4 != null));
        ShouldBeComplete(world);
    }

    private static AwsWorld NewWorld(bool lags) => new(o => !lags ? o : o with
    {
        ListLag = TimeSpan.FromSeconds(40),
        FilterLag = TimeSpan.FromSeconds(30),
        ReadLag = TimeSpan.FromSeconds(20),
        StateLag = TimeSpan.FromSeconds(15),
    });

    private static void Lose(AwsWorld world, SandboxFaultKind kind, int? times, TimeSpan? delay = null) =>
        world.Cloud.Conditions = world.Cloud.Conditions with
        {
            Faults = [new() { Kind = kind, On = "* RunInstances", Times = times, Delay = delay }],
        };

    private static int Hits(AwsWorld world) => world.Cloud.Requests.Count(r => r.Fault is not null);

    /// <summary>A second run creates nothing more than what is missing, and a third plan has no changes.</summary>
    private static void ShouldBeComplete(AwsWorld world)
    {
        world.Up().Hosts.Should().OnlyContain(h => h.Code == null && h.PublicIpv4 != null);
        world.Time.Run(() => Task.Delay(TimeSpan.FromMinutes(2), world.Time));
        world.Cloud.Instances.Select(i => i.Tags["Name"]).Should().BeEquivalentTo(Names, "terminated instances count too");
        world.Plan().InSync.Should().BeTrue();
    }

    private static HttpResponseMessage Expired() => new(HttpStatusCode.BadRequest)
    {
        Content = new StringContent(
            "<Response><Errors><Error><Code>RequestExpired</Code><Message>Request has expired.</Message></Error></Errors>"
            + "<RequestID>1</RequestID></Response>",
            System.Text.Encoding.UTF8,
            "text/xml"),
    };
}
