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
        (await unknown.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors")[0].GetProperty("code").GetString().Should()
            .Be("config_invalid");

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

    [Fact]
    public async Task A_plan_of_another_project_is_not_carried_out()
    {
        string plan = await (await _client.PostAsync("/environments/staging/plan", null)).Content.ReadAsStringAsync();

        HttpResponseMessage answer = await _client.PostAsync(
            "/environments/staging/up", new StringContent(plan.Replace("\"shop\"", "\"bank\"", StringComparison.Ordinal)));

        answer.StatusCode.Should().Be(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task When_the_program_stops_a_run_is_told_to_and_its_reader_sees_the_end_of_it()
    {
        _cloud.Conditions = _cloud.Conditions with { Boot = TimeSpan.FromHours(1) };
        HttpResponseMessage planned = await _client.PostAsync("/environments/staging/plan", null);
        byte[] plan = await planned.Content.ReadAsByteArrayAsync();
        Uri[] runs = [await StartAsync(plan), await StartAsync(plan)];
        using HttpResponseMessage first = await _client.GetAsync(runs[0], HttpCompletionOption.ResponseHeadersRead);
        Task<string> second = _client.GetStringAsync(runs[1]);
        using StreamReader lines = new(await first.Content.ReadAsStreamAsync());
        while (Type(await lines.ReadLineAsync()) != "host_waiting")
        {
        }

        await _app.StopAsync();

        JsonElement end = JsonDocument.Parse((await lines.ReadToEndAsync()).TrimEnd().Split('\n')[^1]).RootElement;
        end.GetProperty("type").GetString().Should().Be("summary");
        end.GetProperty("exit_code").GetInt32().Should().NotBe(0);
        (await second).Should().Contain("before anything was changed");
        _cloud.Droplets.Should().HaveCount(2);

        static string? Type(string? line) => JsonDocument.Parse(line!).RootElement.GetProperty("type").GetString();
    }

    private async Task<Uri> StartAsync(byte[] plan)
    {
        HttpResponseMessage started = await _client.PostAsync("/environments/staging/up", new ByteArrayContent(plan));
        started.StatusCode.Should().Be(HttpStatusCode.Accepted);
        return started.Headers.Location!;
    }
}
