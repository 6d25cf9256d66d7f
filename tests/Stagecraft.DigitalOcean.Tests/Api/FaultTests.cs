using Stagecraft.DigitalOcean.Api;
using Stagecraft.DigitalOcean.Api.Client;
using Stagecraft.Engine.Clouds;
using Stagecraft.Events;

namespace Stagecraft.DigitalOcean.Tests.Api;

public sealed class FaultTests
{
    private static readonly Rig.Dated Good = Responses.Ok("""{"account":{"droplet_limit":25,"status":"active"}}""");

    public static TheoryData<string> PassingFaults => [.. Faults.Keys];

    private static Dictionary<string, Rig.Dated> Faults { get; } = new()
    {
        ["lost response"] = Responses.LostResponse,
        ["no connection"] = Responses.NoConnection,
        ["no response"] = Responses.NeverResponds,
        ["500"] = Responses.Error(500, "server_error", "oops"),
        ["502 gateway page"] = Responses.Status(502, "<html>bad gateway</html>", "text/html"),
        ["503 empty"] = Responses.Status(503, ""),
        ["408"] = Responses.Status(408, ""),
        ["200 gateway page"] = Responses.Status(200, "<html>hello</html>", "text/html"),
        ["wrong content type"] = Responses.Status(200, """{"account":{}}""", "text/plain"),
        ["truncated body"] = Responses.TruncatedBody,
        ["truncated json"] = Responses.Ok("""{"account":{"droplet_limit":"""),
        ["two documents"] = Responses.Ok("""{"account":{}}{}"""),
        ["huge body"] = Responses.HugeBody(200),
        ["204 to a read"] = Responses.NoContent,
        ["429"] = Responses.TooMany(),
    };

    [Theory]
    [MemberData(nameof(PassingFaults))]
    public void A_read_survives(string fault)
    {
        Rig rig = new Rig(Faults[fault], Good);

        rig.Run(c => c.GetAccountAsync(default)).Value.DropletLimit.Should().Be(25);

        rig.Sent.Should().HaveCount(2);
        RetryScheduled retry = rig.Events.OfType<RetryScheduled>().Should().ContainSingle().Which;
        (retry.Method, retry.Path, retry.Attempt).Should().Be(("GET", "/v2/account", 1));
    }

    [Theory]
    [MemberData(nameof(PassingFaults))]
    public void A_read_ends_after_a_permanent_failure(string fault)
    {
        Rig rig = new Rig(Faults[fault]);

        CloudException failure = rig.Fails(c => c.GetAccountAsync(default));

        failure.Failure.IsTransient.Should().BeTrue();
        failure.Failure.Code.Should().Be(fault == "429" ? "rate_limited" : "api_error");
        failure.Message.Should().StartWith("API ").And.NotContain(Rig.Token);
        if (fault == "429")
        {
            rig.Clock.Elapsed.Should().BeCloseTo(TimeSpan.FromHours(1), TimeSpan.FromMinutes(2));
        }
        else
        {
            rig.Sent.Should().HaveCount(6);
        }
    }

    [Theory]
    [InlineData(400, "bad_request", "api_error", null)]
    [InlineData(401, "Unauthorized", "unauthorized", "the token is wrong, expired or revoked")]
    [InlineData(403, "forbidden", "forbidden", "if the token lacks a permission: this request needs the scope account:read")]
    [InlineData(404, "not_found", "api_error", null)]
    [InlineData(422, "unprocessable_entity", "api_error", null)]
    [InlineData(400, "TOO_MANY_REQUESTS", "rate_limited", "other users of this token share its limits; try again later")]
    public void A_definite_refusal_is_not_retried(int status, string id, string code, string? hint)
    {
        Rig rig = new Rig(Responses.Error(status, id, "You cannot"));

        CloudFailure failure = rig.Fails(c => c.GetAccountAsync(default)).Failure;

        (failure.Code, failure.Hint, failure.Status, failure.RequestId).Should().Be((code, hint, status, "req-1"));
        if (code != "rate_limited")
        {
            // A refused token is the same problem for every request; the id of the request is in the failure only.
            string request = status == 401 ? "" : "GET /v2/account: ";
            failure.Message.Should().Be($"API error: You cannot ({request}HTTP {status} {id.ToLowerInvariant()})");
        }

        rig.Sent.Should().ContainSingle();
    }

    [Fact]
    public void The_hint_of_a_403_names_the_scopes_of_its_own_request()
    {
        Rig.Dated no = Responses.Error(403, "forbidden", "no");
        Hint(c => c.GetDropletAsync(new("1"), RequestPriority.Working, default)).Should().EndWith("the scope droplet:read");
        Hint(c => c.ListDropletsAsync(DropletQuery.ByTag("t"), RequestPriority.Working, default))
            .Should().EndWith("droplet:read, tag:read");
        Hint(c => c.ListSshKeysAsync(default)).Should().EndWith("ssh_key:read");
        Hint(c => c.GetSshKeyAsync("1", default)).Should().EndWith("ssh_key:read");
        Hint(c => c.GetImageAsync("x", default)).Should().EndWith("image:read");
        Hint(c => c.ListRegionsAsync(default)).Should().EndWith("regions:read");
        Hint(c => c.ListSizesAsync(default)).Should().EndWith("sizes:read");
        Hint(c => c.ListTagsAsync(default)).Should().EndWith("tag:read");
        Hint(c => c.GetActionsAsync(RequestPriority.Working, default)).Should().EndWith("actions:read");

        string? Hint<T>(Func<DigitalOceanClient, Task<T>> call) => new Rig(no).Fails(call).Failure.Hint;
    }

    [Fact]
    public void A_page_of_a_gateway_is_reported_with_its_title_and_without_the_request()
    {
        const string page = "<html><head><TITLE>Access &amp; Denied</TITLE></head>";
        CloudFailure failure = new Rig(Responses.Status(403, page, "text/html")).Fails(c => c.GetAccountAsync(default)).Failure;

        failure.Message.Should().Be("API error: the response is not an error of the API: 'Access & Denied' (HTTP 403)");
        failure.Code.Should().Be("api_error", "it says nothing about the token");
        failure.Hint.Should().StartWith("a proxy or gateway responded instead of the API; ");
        CloudFailure ok = new Rig(Responses.Status(200, page, "text/html")).Fails(c => c.GetAccountAsync(default)).Failure;
        ok.Message.Should().Be("API error: the response cannot be read: its content type is text/html: 'Access & Denied' (HTTP 200)");
        ok.Hint.Should().StartWith("a proxy or gateway");
    }

    [Theory]
    [InlineData(302)]
    [InlineData(307)]
    public void A_redirect_is_an_error_and_not_followed(int status)
    {
        Rig rig = new Rig(Responses.Status(status, "", "text/html", ("Location", "https://evil.example/")));

        rig.Fails(c => c.GetAccountAsync(default)).Message.Should().Contain("redirect");

        rig.Sent.Should().ContainSingle();
    }

    [Fact]
    public void A_message_is_one_line_without_control_characters_or_the_token()
    {
        string nasty = $"bad\\u001b[31m\\r\\nline\\u202e {Rig.Token} end";
        Rig rig = new Rig(Responses.Error(422, "x\\u0007y", nasty, ("x-request-id", "ignored")));

        rig.Fails(c => c.GetAccountAsync(default)).Message
            .Should().Be("API error: bad[31m  line *** end (GET /v2/account: HTTP 422 xy)");
    }

    [Fact]
    public void A_long_message_is_cut_and_a_huge_error_body_is_not_read()
    {
        new Rig(Responses.Error(422, "x", new string('a', 5000))).Fails(c => c.GetAccountAsync(default)).Message.Length.Should()
            .BeLessThan(600);
        new Rig(Responses.HugeBody(422)).Fails(c => c.GetAccountAsync(default)).Failure.Status.Should().Be(422);
    }

    [Fact]
    public void Each_attempt_has_its_own_timeout()
    {
        Rig rig = new Rig(Responses.NeverResponds, Good);

        rig.Run(c => c.GetAccountAsync(default));

        rig.Sent[1].At.Should().BeGreaterThan(TimeSpan.FromSeconds(30)).And.BeLessThan(TimeSpan.FromSeconds(31));
    }

    [Fact]
    public void A_wait_for_retry_after_counts_as_a_wait_for_the_budget()
    {
        Rig rig = new Rig(Responses.TooMany(("retry-after", "17"), ("ratelimit-remaining", "0")), Good);

        rig.Run(c => c.GetAccountAsync(default));

        rig.Sent[1].At.Should().Be(TimeSpan.FromSeconds(17));
        rig.Governor.TotalWaited.Should().Be(TimeSpan.FromSeconds(17));
        rig.Events.Should().Equal(new RetryScheduled("GET", "/v2/account", 1, 429, TimeSpan.FromSeconds(17)));
    }

    [Fact]
    public void A_refusal_without_retry_after_is_followed_by_a_wait_until_the_reset_or_a_doubling_delay()
    {
        Rig.Dated soon = Responses.TooMany(("Date", "Thu, 01 Jan 2026 00:00:00 GMT"), ("ratelimit-reset", "1767225603"));
        Rig rig = new Rig(Responses.TooMany(), soon, Responses.TooMany(), Good);

        rig.Run(c => c.GetAccountAsync(default));

        rig.Sent.Select(s => s.At.TotalSeconds).Should().Equal(0, 2, 5, 13);
    }

    [Fact]
    public void A_cancellation_at_any_point_is_reported_as_such()
    {
        Rig.Dated[] failures = [Responses.NeverResponds, Responses.Error(500, "x", "y"), Responses.LostResponse, Responses.TooMany()];
        foreach (Rig.Dated response in failures)
        {
            Rig rig = new Rig(response);
            using CancellationTokenSource cancel = new CancellationTokenSource(TimeSpan.FromSeconds(1), rig.Clock);
            FluentActions.Invoking(() => rig.Run(c => c.GetAccountAsync(cancel.Token))).Should().Throw<OperationCanceledException>();
        }
    }

    [Fact]
    public void A_failure_at_the_moment_of_cancelling_is_a_cancellation()
    {
        using CancellationTokenSource cancel = new CancellationTokenSource();
        Rig rig = new Rig((_, _) =>
        {
            cancel.Cancel();
            return Task.FromResult(Responses.Response(500, ""));
        });

        FluentActions.Invoking(() => rig.Run(c => c.GetAccountAsync(cancel.Token))).Should().Throw<OperationCanceledException>();
    }
}
