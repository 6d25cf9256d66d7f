using System.Text;
using System.Text.Json;
using Stagecraft.DigitalOcean.Sandbox.Tests.Support;
using Stagecraft.Sandbox;
using static Stagecraft.Sandbox.SandboxFaultKind;

namespace Stagecraft.DigitalOcean.Sandbox.Tests.Faults;

/// <summary>Section 15.3: the response to each fault, and the effect on the state.</summary>
public sealed class RequestFaultTests
{
    public static TheoryData<SandboxFaultKind> Broken => [LostAnswerBefore, LostAnswerAfter, LateCommit];

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task The_connection_is_dropped_without_a_response(SandboxFaultKind kind)
    {
        await using Account account = With(new SandboxFault { Kind = kind });
        Func<Task<Reply>> send = () => account.Post("/v2/droplets", Account.Body());
        await send.Should().ThrowAsync<HttpRequestException>();
        account.Sandbox.Droplets.Should().HaveCount(kind == LostAnswerAfter ? 1 : 0);
        (await account.Post("/v2/droplets", Account.Body())).Status.Should().Be(202);
    }

    [Fact]
    public async Task A_late_commit_is_executed_after_its_delay_without_another_request()
    {
        await using Account account = With(new SandboxFault { Kind = LateCommit, Delay = TimeSpan.FromSeconds(7) });
        DateTimeOffset sent = account.Clock.Now;
        Func<Task<Reply>> send = () => account.Post("/v2/droplets", Account.Body());
        await send.Should().ThrowAsync<HttpRequestException>();
        account.Clock.Advance(6.9);
        account.Sandbox.Droplets.Should().BeEmpty();
        account.Clock.Advance(3);
        account.Sandbox.Droplets.Single().CreatedAt.Should().Be(sent.AddSeconds(7));
    }

    [Fact]
    public async Task A_late_commit_applies_to_writes_only()
    {
        await using Account account = With(new SandboxFault { Kind = LateCommit });
        (await account.Get("/v2/droplets")).Status.Should().Be(200);
    }

    [Theory]
    [InlineData(NoAnswerBefore, 0)]
    [InlineData(NoAnswerAfter, 1)]
    public async Task There_is_no_response_until_the_client_times_out(SandboxFaultKind kind, int droplets)
    {
        await using Account account = With(new SandboxFault { Kind = kind });
        using HttpClient http = new HttpClient(account.Sandbox.CreateHandler()) { BaseAddress = new Uri("https://api.digitalocean.com/") };
        http.DefaultRequestHeaders.Authorization = new("Bearer", "token");
        using CancellationTokenSource timeout = new CancellationTokenSource();
        Task<HttpResponseMessage> response = http.PostAsync("v2/droplets", new StringContent(Account.Body()), timeout.Token);
        response.IsCompleted.Should().BeFalse();
        await timeout.CancelAsync();
        await response.Awaiting(task => task).Should().ThrowAsync<OperationCanceledException>();
        account.Sandbox.Droplets.Should().HaveCount(droplets);
    }

    [Theory]
    [InlineData(ServerErrorBefore, null, 500, 0)]
    [InlineData(ServerErrorBefore, 503, 503, 0)]
    [InlineData(ServerErrorAfter, null, 500, 1)]
    [InlineData(ServerErrorAfter, 504, 504, 1)]
    public async Task A_server_error_has_an_error_body(SandboxFaultKind kind, int? configured, int status, int droplets)
    {
        await using Account account = With(new SandboxFault { Kind = kind, Status = configured });
        Reply reply = await account.Post("/v2/droplets", Account.Body());
        (reply.Status, reply.ErrorId).Should().Be((status, "server_error"));
        reply.Json.GetProperty("request_id").GetString().Should().Be(reply.Header("x-request-id"));
        account.Sandbox.Droplets.Should().HaveCount(droplets);
    }

    [Theory]
    [InlineData(GatewayHtmlBefore, null, 502, 0)]
    [InlineData(GatewayHtmlAfter, 503, 503, 1)]
    [InlineData(GatewayHtmlAfter, 504, 504, 1)]
    public async Task A_gateway_responds_with_an_html_page(SandboxFaultKind kind, int? configured, int status, int droplets)
    {
        await using Account account = With(new SandboxFault { Kind = kind, Status = configured });
        Reply reply = await account.Post("/v2/droplets", Account.Body());
        reply.Status.Should().Be(status);
        reply.ContentHeaders.ContentType!.ToString().Should().Be("text/html");
        reply.Text.Should().StartWith("<html>").And.Contain($"{status}");
        account.Sandbox.Droplets.Should().HaveCount(droplets);
    }

    [Fact]
    public async Task A_truncated_body_ends_in_the_middle()
    {
        await using Account account = With(new SandboxFault { Kind = TruncatedBody });
        using HttpClient http = new HttpClient(account.Sandbox.CreateHandler()) { BaseAddress = new Uri("https://api.digitalocean.com/") };
        http.DefaultRequestHeaders.Authorization = new("Bearer", "token");
        using HttpResponseMessage response =
            await http.GetAsync(new Uri("v2/regions", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        ((int)response.StatusCode).Should().Be(200);
        await using Stream body = await response.Content.ReadAsStreamAsync();
        byte[] start = new byte[64];
        await body.ReadExactlyAsync(start);
        Encoding.UTF8.GetString(start).Should().StartWith("{\"regions\":[");
        await body.Awaiting(stream => stream.CopyToAsync(Stream.Null)).Should().ThrowAsync<HttpIOException>();
    }

    [Fact]
    public async Task A_wrong_content_type_does_not_change_the_body()
    {
        await using Account account = With(new SandboxFault { Kind = WrongContentType });
        Reply reply = await account.Get("/v2/account");
        reply.ContentHeaders.ContentType!.ToString().Should().Be("text/plain");
        reply["account"].GetProperty("droplet_limit").GetInt32().Should().Be(25);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(9)]
    public async Task A_series_of_429_ends_and_does_not_consume_budget(int? retryAfter)
    {
        await using Account account = With(new SandboxFault
        {
            Kind = RateLimited,
            Times = 20,
            RetryAfter = retryAfter is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        });
        for (int i = 0; i < 20; i++)
        {
            Reply reply = await account.Get("/v2/account");
            (reply.Status, reply.ErrorId, reply.Header("ratelimit-remaining")).Should().Be((429, "too_many_requests", "0"));
            reply.Headers.TryGetValues("retry-after", out IEnumerable<string>? values).Should().Be(retryAfter is not null);
            (values?.Single()).Should().Be(retryAfter?.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        Reply last = await account.Get("/v2/account");
        (last.Status, last.Header("ratelimit-remaining")).Should().Be((200, "4999"));
    }

    [Theory]
    [InlineData(Unauthorized, 401, "unauthorized")]
    [InlineData(Forbidden, 403, "forbidden")]
    [InlineData(Conflict, 409, "conflict")]
    public async Task A_rejected_request_is_not_executed(SandboxFaultKind kind, int status, string id)
    {
        await using Account account = With(new SandboxFault { Kind = kind });
        Reply reply = await account.Post("/v2/droplets", Account.Body());
        (reply.Status, reply.ErrorId).Should().Be((status, id));
        account.Sandbox.Droplets.Should().BeEmpty();
    }

    [Fact]
    public async Task An_echo_repeats_secrets()
    {
        await using Account account = With(new SandboxFault { Kind = Echo });
        Reply reply = await account.Post("/v2/droplets", Account.Body(more: "\"user_data\":\"#secret\""));
        reply.Status.Should().Be(422);
        reply.Json.GetProperty("message").GetString().Should().Contain("#secret").And.Contain("Bearer token");
        account.Sandbox.Droplets.Should().BeEmpty();
    }

    [Fact]
    public async Task A_slow_response_arrives_after_its_delay()
    {
        await using Account account = With(new SandboxFault { Kind = Slow, Delay = TimeSpan.FromSeconds(20) });
        Task<Reply> response = account.Post("/v2/droplets", Account.Body());
        account.Sandbox.Droplets.Should().HaveCount(1);
        account.Clock.Advance(19.9);
        response.IsCompleted.Should().BeFalse();
        account.Clock.Advance(0.1);
        (await response).Status.Should().Be(202);
    }

    [Theory]
    [InlineData(PageLoop, "https://api.digitalocean.com/v2/regions?page=1&per_page=4")]
    [InlineData(NextElsewhere, "https://elsewhere.example/v2/regions?page=1&per_page=4")]
    public async Task The_link_to_the_next_page_is_wrong(SandboxFaultKind kind, string next)
    {
        await using Account account = With(new SandboxFault { Kind = kind, Times = null });
        foreach (int page in new[] { 2, 4 })
        {
            Reply reply = await account.Get($"/v2/regions?page={page}&per_page=4");
            reply["links"].GetProperty("pages").GetProperty("next").GetString().Should().Be(next);
        }

        // It does not hit responses that are not lists.
        (await account.Get("/v2/account")).Json.TryGetProperty("links", out _).Should().BeFalse();
        account.Sandbox.Faults.Rules.Single().Hits.Should().Be(2);
    }

    [Fact]
    public async Task Every_object_has_unknown_fields()
    {
        await using Account account = With(new SandboxFault { Kind = UnknownFields, Times = null });
        account.Sandbox.CreateDroplet("web-1");
        Reply reply = await account.Get("/v2/droplets");
        JsonElement droplet = reply["droplets"][0];
        JsonElement[] objects = [reply.Json, reply["meta"], droplet, droplet.GetProperty("region"), droplet.GetProperty("networks")];
        foreach (JsonElement value in objects)
        {
            value.TryGetProperty("x_new_number", out _).Should().BeTrue();
        }

        droplet.GetProperty("name").GetString().Should().Be("web-1");
        (await account.Delete($"/v2/droplets/{droplet.GetProperty("id")}")).Status.Should().Be(204);
    }

    [Fact]
    public async Task Droplets_and_actions_have_unknown_statuses()
    {
        await using Account account = With(new SandboxFault { Kind = UnknownStatus, Times = null });
        Reply created = await account.Post("/v2/droplets", Account.Body());
        created["droplet"].GetProperty("status").GetString().Should().Be("hibernating");
        long id = created["droplet"].GetProperty("id").GetInt64();
        (await account.Get("/v2/droplets")).All("droplets", "status").Should().Equal("hibernating");
        (await account.Get($"/v2/droplets/{id}"))["droplet"].GetProperty("status").GetString().Should().Be("hibernating");
        (await account.Get("/v2/actions")).All("actions", "status").Should().Equal("hibernating");
        (await account.Get("/v2/account"))["account"].GetProperty("status").GetString().Should().Be("active");
        account.Sandbox.Droplets.Single().Status.Should().Be("new");
    }

    [Fact] // and 3.2
    public async Task A_request_can_be_handled_without_permission_to_read_tags()
    {
        await using Account account = With(new SandboxFault { Kind = NoTagRead, Times = 2 });
        account.Sandbox.CreateDroplet("web-1", ["blue"]);
        (await account.Get("/v2/droplets"))["droplets"][0].TryGetProperty("tags", out _).Should().BeFalse();
        (await account.Get("/v2/droplets?tag_name=blue")).Status.Should().Be(403);
        (await account.Get("/v2/droplets?tag_name=blue")).Total.Should().Be(1);
    }

    [Fact] // and 3.3
    public async Task A_request_can_be_handled_without_permission_to_read_actions()
    {
        await using Account account = With(new SandboxFault { Kind = NoActionRead });
        (await account.Get("/v2/actions")).Status.Should().Be(403);
        (await account.Get("/v2/actions")).Status.Should().Be(200);
    }

    [Theory]
    [InlineData("\"a\",\"b\",\"c\",\"d\",\"e\"", "a,b")]
    [InlineData("\"a\",\"b\"", "a")]
    public async Task A_partial_create_creates_the_first_half(string names, string made)
    {
        await using Account account = With(new SandboxFault { Kind = PartialCreate });
        (await account.Post("/v2/droplets", Account.Body())).Status.Should().Be(202);
        Reply reply = await account.Post(
            "/v2/droplets", $$"""{"names":[{{names}}],"size":"s-1vcpu-1gb","image":"ubuntu-22-04-x64","region":"nyc3"}""");
        reply.Status.Should().Be(202);
        string.Join(',', reply.All("droplets", "name")).Should().Be(made);
        reply["links"].GetProperty("actions").GetArrayLength().Should().Be(made.Split(',').Length);
        account.Sandbox.Droplets.Should().HaveCount(1 + made.Split(',').Length);
    }

    private static Account With(SandboxFault fault) => new(new SandboxOptions { Faults = [fault] });
}
