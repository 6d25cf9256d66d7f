using Stagecraft.DigitalOcean.Sandbox.Tests.Support;

namespace Stagecraft.DigitalOcean.Sandbox.Tests;

/// <summary>Section 2.</summary>
public sealed class TransportTests
{
    [Fact] // 2.1
    public async Task Responses_are_json_with_a_unique_request_id()
    {
        await using Account account = new Account();
        Reply first = await account.Get("/v2/account");
        Reply second = await account.Get("/v2/nothing");
        first.ContentHeaders.ContentType!.ToString().Should().Be("application/json; charset=utf-8");
        first.Header("x-request-id").Should().NotBe(second.Header("x-request-id"));
        second["request_id"].GetString().Should().Be(second.Header("x-request-id"));
    }

    [Fact] // 2.1
    public async Task Head_is_handled_like_get_without_the_body()
    {
        await using Account account = new Account();
        Reply reply = await account.Send(HttpMethod.Head, "/v2/account");
        reply.Status.Should().Be(200);
        reply.Text.Should().BeEmpty();
    }

    [Theory] // 2.2, 2.3
    [InlineData("GET", "/", 404, "not_found")]
    [InlineData("GET", "/v2", 404, "not_found")]
    [InlineData("GET", "/v2/droplets//", 404, "not_found")]
    [InlineData("DELETE", "/v2/droplets/", 422, "unprocessable_entity")]
    [InlineData("GET", "/V2/droplets", 404, "not_found")]
    [InlineData("GET", "/v2/droplets/12", 404, "not_found")]
    [InlineData("GET", "/v2/droplets/web-1", 404, "not_found")]
    [InlineData("GET", "/v2/droplets/+1", 404, "not_found")]
    [InlineData("DELETE", "/v2/droplets/99999999999999999999", 404, "not_found")]
    [InlineData("GET", "/v2/actions/1", 404, "not_found")]
    [InlineData("GET", "/v2/droplets/1/actions", 404, "not_found")]
    [InlineData("PUT", "/v2/droplets", 405, "method_not_allowed")]
    [InlineData("DELETE", "/v2/account", 405, "method_not_allowed")]
    [InlineData("OPTIONS", "/v2/droplets", 405, "method_not_allowed")]
    public async Task Unknown_paths_and_methods_have_different_errors(string method, string path, int status, string id)
    {
        await using Account account = new Account();
        Reply reply = await account.Send(new HttpMethod(method), path);
        (reply.Status, reply.ErrorId).Should().Be((status, id));
        reply["message"].GetString().Should().NotBeEmpty();
    }

    [Fact] // 2.3, 4.3, 5.2
    public async Task A_trailing_slash_is_ignored()
    {
        await using Account account = new Account();
        Reply created = await account.Post("/v2/droplets/", Account.Body());
        created.Status.Should().Be(202);
        (await account.Get($"/v2/droplets/{created["droplet"].GetProperty("id")}/actions/")).All("actions", "type")
            .Should().Equal("create");
        (await account.Get("/v2/sizes/?per_page=5"))["links"].GetProperty("pages").GetProperty("next").GetString()
            .Should().Be("https://api.digitalocean.com/v2/sizes?page=2&per_page=5");

        for (int i = 0; i < 10; i++)
        {
            (await account.Get("/v2/account/keys/")).Status.Should().Be(200);
        }

        (await account.Get("/v2/account/keys")).Status.Should().Be(429);
    }

    [Fact] // 2.2
    public async Task A_405_lists_the_allowed_methods()
    {
        await using Account account = new Account();
        Reply reply = await account.Send(HttpMethod.Put, "/v2/droplets");
        reply.ContentHeaders.Allow.Should().Equal("DELETE", "GET", "POST");
    }

    [Theory] // 2.4
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{} {}")]
    [InlineData("name=web-1")]
    [InlineData("""{"name":"\ud800"}""")]
    [InlineData("""{"\ud800":"web-1"}""")]
    [InlineData("{\"name\":\"web\u0001\"}")]
    public async Task A_body_that_is_not_an_object_is_400(string body)
    {
        await using Account account = new Account();
        Reply reply = await account.Post("/v2/droplets", body);
        (reply.Status, reply.ErrorId).Should().Be((400, "bad_request"));
    }

    [Fact] // 2.4
    public async Task A_too_large_body_is_413_and_a_too_deep_one_400()
    {
        await using Account account = new Account();
        (await account.Post("/v2/droplets", new string(' ', 1024 * 1024 + 1))).Status.Should().Be(413);
        (await account.Post("/v2/droplets", new string('[', 100_000))).Status.Should().Be(400);
    }

    [Theory] // 2.5
    [InlineData("/v2/droplets?page=%zz")]
    [InlineData("/v2/droplets?page=1&page=-1")]
    [InlineData("/v2/droplets?per_page=1e2")]
    [InlineData("/v2/droplets?page=99999999999999999999")]
    [InlineData("/v2/droplets?type=%00")]
    [InlineData("/v2/tags/%ff%fe")]
    [InlineData("/v2/images/%F0%9F%98%80")]
    [InlineData("/v2/account/keys/'%20OR%201=1--")]
    [InlineData("/v2/droplets/%2e%2e%2f")]
    public async Task Invalid_requests_are_rejected(string path)
    {
        await using Account account = new Account();
        (await account.Get(path)).Status.Should().BeInRange(400, 499);
    }

    [Theory] // 2.5
    [InlineData("/v2/droplets?&&==&a")]
    [InlineData("/v2/droplets?name=%00%ff'--")]
    [InlineData("/v2/droplets?tag_name=%25_")]
    [InlineData("/v2/droplets?page=2147483647&per_page=200")]
    public async Task Queries_without_meaning_return_nothing(string path)
    {
        await using Account account = new Account();
        Reply reply = await account.Get(path);
        (reply.Status, reply.Total).Should().Be((200, 0));
    }
}
