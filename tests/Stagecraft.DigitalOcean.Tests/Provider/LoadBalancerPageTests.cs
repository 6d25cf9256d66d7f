using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Stagecraft.Errors;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.DigitalOcean.Tests.Provider;

/// <summary>Spec digitalocean.md 4.1 and 16.2: more load balancers in the account than a page has.</summary>
public sealed class LoadBalancerPageTests : IDisposable
{
    private const string Ours = "stagecraft.shop.staging.web";

    private readonly World _world = new()
    {
        Yaml = World.Hosts("app-1")
            + "\nenvironments: { staging: { load_balancers: { web: { role: app, forward: [ { from: http/80, to: http/80 } ] } } } }",
    };

    private readonly FaultHandler _network;
    private Func<Uri, JsonObject, string> _edit = (_, page) => page.ToJsonString();

    public LoadBalancerPageTests()
    {
        EditedResponses responses = new(
            _world.Cloud.CreateHandler(),
            (uri, body) => uri.AbsolutePath == "/v2/load_balancers" ? _edit(uri, JsonNode.Parse(body)!.AsObject()) : body);
        _network = new FaultHandler(responses, _world.Time);
        CreateOthers(201);
    }

    public void Dispose() => _network.Dispose();

    [Fact]
    public void A_plan_finds_the_own_load_balancer_on_the_second_page()
    {
        _world.Time.Run(() => _world.UpAsync(_world.NewProvider(_network)));
        string id = _world.Cloud.Resources.LoadBalancers.Single(b => b.Name == Ours).Id;
        List<string> second = [];
        _edit = (uri, page) =>
        {
            second.AddRange(IsSecond(uri) ? page["load_balancers"]!.AsArray().Select(b => b!["id"]!.ToString()) : []);
            return page.ToJsonString();
        };
        _network.Sent.Clear();

        InfraPlan plan = Plan();

        plan.InSync.Should().BeTrue();
        plan.Changes.Single(c => c.Kind == ResourceKind.LoadBalancer).Id!.Value.Value.Should().Be(id);
        second.Should().HaveCount(2).And.Contain(id);
        _network.Sent.Where(s => s.StartsWith("GET /v2/load_balancers", StringComparison.Ordinal)).Should().HaveCount(2);
        _world.Cloud.Resources.LoadBalancers.Should().HaveCount(202);
    }

    [Theory]
    [InlineData(201, 2)]
    [InlineData(202, 1)]
    [InlineData(202, 0)]
    [InlineData(203, 2)]
    public void A_list_that_contradicts_its_total_gives_no_plan(int total, int rest)
    {
        _world.Time.Run(() => _world.UpAsync(_world.NewProvider(_network)));
        _edit = (uri, page) =>
        {
            page["meta"]!["total"] = total;
            while (IsSecond(uri) && page["load_balancers"]!.AsArray() is { } items && items.Count > rest)
            {
                items.RemoveAt(items.Count - 1);
            }

            return page.ToJsonString();
        };

        CloudProviderException failure = FluentActions.Invoking(Plan).Should().Throw<CloudProviderException>().Which;

        failure.Problems.Should().ContainSingle().Which.Code.Should().Be(ErrorCodes.ApiError);
    }

    private static bool IsSecond(Uri uri) => uri.Query.Contains("&page=2", StringComparison.Ordinal);

    private InfraPlan Plan() => _world.Time.Run(() => _world.NewProvider(_network).PlanAsync(_world.PlanOptions(), CancellationToken.None));

    private void CreateOthers(int count)
    {
        using HttpClient api = new(_world.Cloud.CreateHandler()) { BaseAddress = new Uri("https://api.digitalocean.com") };
        api.DefaultRequestHeaders.Authorization = new("Bearer", World.Token);
        for (int i = 0; i < count; i++)
        {
            JsonNode body = JsonNode.Parse($$"""
                {"name":"other-{{i}}","region":"nyc1","forwarding_rules":
                [{"entry_protocol":"tcp","entry_port":1,"target_protocol":"tcp","target_port":1}]}
                """)!;
            using HttpResponseMessage response =
                _world.Time.Run(() => api.PostAsJsonAsync(new Uri("/v2/load_balancers", UriKind.Relative), body));
            response.IsSuccessStatusCode.Should().BeTrue();
            _world.Time.Run(() => Task.Delay(TimeSpan.FromSeconds(1), _world.Time));
        }
    }
}
