using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.Samples;

namespace Stagecraft.Library.Tests;

/// <summary>The web sample of docs/library.md, over a real socket against the sandbox.</summary>
public sealed class WebApiTests : IAsyncLifetime
{
    private readonly DigitalOceanSandbox _cloud = DigitalOceanSandbox.Create(Fast.Sandbox);
    private readonly HttpClient _client = new();
    private WebApplication _app = null!;

    public async ValueTask InitializeAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddDigitalOcean(o => o.Token = "any").ConfigurePrimaryHttpMessageHandler(_cloud.CreateHandler);
        _app = WebApi.Build(builder, Fast.Hosts);
        await _app.StartAsync();
        _client.BaseAddress = new Uri(_app.Urls.Single());
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
        await _cloud.DisposeAsync();
    }

    [Fact]
    public async Task A_plan_that_was_seen_is_carried_out_and_told_line_by_line()
    {
        HttpResponseMessage planned = await _client.PostAsync("/environments/staging/plan", null);
        planned.StatusCode.Should().Be(HttpStatusCode.OK);

        HttpResponseMessage started = await _client.PostAsync("/environments/staging/up", planned.Content);
        started.StatusCode.Should().Be(HttpStatusCode.Accepted);
        string lines = await _client.GetStringAsync(started.Headers.Location);

        JsonElement[] events = [.. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement)];
        events[0].GetProperty("type").GetString().Should().Be("start");
        events.Count(e => e.GetProperty("type").GetString() == "host_ready").Should().Be(2);
        events[^1].GetProperty("type").GetString().Should().Be("summary");
        events[^1].GetProperty("exit_code").GetInt32().Should().Be(0);
        _cloud.Droplets.Select(d => d.Name).Should().BeEquivalentTo("staging-app-1", "staging-db-1");
    }

    [Fact]
    public async Task What_is_wrong_is_told_as_problems()
    {
        HttpResponseMessage unknown = await _client.PostAsync("/environments/stagin/plan", null);
        unknown.StatusCode.Should().Be(HttpStatusCode.UnprocessableEntity);
        (await unknown.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors")[0].GetProperty("code").GetString().Should().Be("config_invalid");

        (await _client.PostAsync("/environments/staging/up", new StringContent("{}"))).StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await _client.GetAsync($"/runs/{Guid.Empty}/events")).StatusCode.Should().Be(HttpStatusCode.NotFound);
        _cloud.Requests.Should().NotContain(r => r.Method == "POST");
    }

    [Fact]
    public async Task A_plan_that_deletes_needs_a_word_more()
    {
        _cloud.CreateDroplet("staging-old-1", ["stagecraft", "stagecraft-env-staging", "stagecraft-project-shop", "stagecraft-role-old"]);
        HttpResponseMessage planned = await _client.PostAsync("/environments/staging/plan", null);

        (await _client.PostAsync("/environments/staging/up", planned.Content)).StatusCode.Should().Be(HttpStatusCode.Conflict);
        _cloud.Requests.Should().NotContain(r => r.Method != "GET");
    }
}
