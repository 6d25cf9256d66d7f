using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Stagecraft.DigitalOcean.Sandbox.Tests.Support;
using Stagecraft.Sandbox;

namespace Stagecraft.DigitalOcean.Sandbox.Tests.Faults;

/// <summary>Section 15.6: the conditions over HTTP.</summary>
public sealed class ControlTests : IAsyncLifetime
{
    private const string Path = "sandbox/conditions";

    private readonly HttpClient _http = new();
    private DigitalOceanSandbox _sandbox = null!;

    public async ValueTask InitializeAsync()
    {
        _sandbox = await DigitalOceanSandbox.StartAsync(new SandboxOptions
        {
            TimeProvider = new VirtualClock(),
            Control = true,
            Token = "the only one",
            Boot = TimeSpan.FromSeconds(5),
            Faults = [new() { Kind = SandboxFaultKind.Conflict, On = "GET /v2/account" }],
        });
        _http.BaseAddress = _sandbox.Address;
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _sandbox.DisposeAsync();
    }

    [Fact]
    public async Task The_conditions_are_complete_and_can_be_sent_back()
    {
        string before = await _http.GetStringAsync(Path);
        JsonElement json = JsonElement.Parse(before);
        (json.GetProperty("boot").GetString(), json.GetProperty("tag_read").GetBoolean()).Should().Be(("5s", true));
        json.GetProperty("faults")[0].ToString().Should().Be(
            """{"fault":"conflict","on":"GET /v2/account","skip":0,"times":1,"chance":1,"seen":0,"hits":0}""");
        (await Patch(before)).Should().Be((200, before));
    }

    [Fact]
    public async Task Given_members_are_set_and_others_are_kept()
    {
        (int status, string? text) = await Patch("""{"list_lag": "90s", "faults": [{"fault": "stuck_new", "droplet": "db-*"}]}""");
        status.Should().Be(200);
        JsonElement.Parse(text).GetProperty("list_lag").GetString().Should().Be("90s");
        _sandbox.Conditions.Should().BeEquivalentTo(new { Boot = TimeSpan.FromSeconds(5), ListLag = TimeSpan.FromSeconds(90) });
        _sandbox.Faults.Rules.Single().Fault.Kind.Should().Be(SandboxFaultKind.StuckNew);

        using HttpResponseMessage reset = await _http.DeleteAsync(Path);
        ((int)reset.StatusCode).Should().Be(200);
        _sandbox.Conditions.ListLag.Should().Be(TimeSpan.Zero);
        _sandbox.Faults.Rules.Single().Fault.Kind.Should().Be(SandboxFaultKind.Conflict);
    }

    [Fact]
    public async Task Invalid_conditions_are_422_and_change_nothing()
    {
        (int status, string? text) = await Patch("""{"boot": "1s", "faults": [{"fault": "echo", "chance": 7}]}""");
        status.Should().Be(422);
        JsonElement.Parse(text).GetProperty("message").GetString().Should().Be("faults[0].chance must be a number from 0 to 1");
        _sandbox.Conditions.Boot.Should().Be(TimeSpan.FromSeconds(5));
        (await Patch("{")).Status.Should().Be(422);
        (await Patch($$"""{"boot": "{{new string('1', 1024 * 1024)}}"}""")).Status.Should().Be(413);
    }

    [Fact]
    public async Task The_control_path_needs_no_token_has_no_faults_and_is_not_logged()
    {
        _sandbox.Faults.Add(new SandboxFault { Kind = SandboxFaultKind.LostAnswerBefore, Times = null });
        (await _http.GetFromJsonAsync<JsonElement>(Path)).GetProperty("faults")[1].GetProperty("seen").GetInt32().Should().Be(0);
        using HttpResponseMessage posted = await _http.PostAsync(Path, new StringContent("{}"));
        ((int)posted.StatusCode).Should().Be(405);
        _sandbox.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task Without_the_option_the_control_path_is_404()
    {
        await using DigitalOceanSandbox other = await DigitalOceanSandbox.StartAsync(new SandboxOptions());
        using HttpRequestMessage request = new HttpRequestMessage(HttpMethod.Get, new Uri(other.Address!, Path));
        request.Headers.Authorization = new("Bearer", "token");
        using HttpResponseMessage reply = await _http.SendAsync(request);
        ((int)reply.StatusCode).Should().Be(404);
    }

    private async Task<(int Status, string Text)> Patch(string body)
    {
        using StringContent content = new StringContent(body, Encoding.UTF8, "application/json");
        using HttpResponseMessage reply = await _http.PatchAsync(Path, content);
        return ((int)reply.StatusCode, await reply.Content.ReadAsStringAsync());
    }
}
