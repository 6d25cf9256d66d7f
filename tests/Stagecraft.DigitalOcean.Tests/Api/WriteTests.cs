using System.Text.Json.Nodes;
using Stagecraft.DigitalOcean.Api;
using Stagecraft.DigitalOcean.Settings;
using Stagecraft.Engine.Clouds;
using Stagecraft.Events;
using Stagecraft.Plans;

namespace Stagecraft.DigitalOcean.Tests.Api;

public sealed class WriteTests
{
    private static readonly CreateDroplets One = new()
    {
        Names = ["prod-app-1"],
        Region = "nyc3",
        Size = "s-1vcpu-1gb",
        Image = "ubuntu-22-04-x64",
        SshKeys = [7],
        Tags = ["stagecraft"],
        UserData = "secret sauce",
    };

    private static readonly Rig.Dated Created = Responses.Status(202, $$$"""{"droplet":{{{Responses.Droplet1}}},"links":{"actions":[]}}""");

    [Fact]
    public void One_name_and_a_slug_are_sent_as_such()
    {
        Rig rig = new Rig(Created);

        CreateOutcome outcome = rig.Run(c => c.CreateDropletsAsync(One, null, default));

        outcome.Should().BeOfType<CreateOutcome.Accepted>().Which.Machines.Single().Id.Should().Be(new ResourceId("1"));
        JsonNode.DeepEquals(JsonNode.Parse(rig.Sent.Single().Body!), JsonNode.Parse("""
            {"name":"prod-app-1","region":"nyc3","size":"s-1vcpu-1gb","image":"ubuntu-22-04-x64","ssh_keys":[7],"tags":["stagecraft"],
            "user_data":"secret sauce","backups":false,"ipv6":false,"monitoring":false,"public_networking":true}
            """)).Should().BeTrue(rig.Sent.Single().Body);
        rig.Sent.Single().AllHeaders.Should().Contain("Content-Type: application/json");
    }

    [Fact]
    public void Several_names_and_an_image_id_are_sent_as_such()
    {
        Rig rig = new Rig(Responses.Status(202, $$"""{"droplets":[{{Responses.Droplet(2)}},{{Responses.Droplet(1)}}]}"""));
        CreateDroplets two =
            One with { Names = ["a", "b"], Image = "12345", VpcUuid = "v", Backups = true, Ipv6 = true, Monitoring = true };

        CreateOutcome.Accepted outcome = (CreateOutcome.Accepted)rig.Run(c => c.CreateDropletsAsync(two, null, default));

        outcome.Machines.Select(d => d.Id.Number()).Should().Equal(2, 1);
        JsonNode body = JsonNode.Parse(rig.Sent.Single().Body!)!;
        body["name"].Should().BeNull();
        body["names"]!.AsArray().Should().HaveCount(2);
        body["image"]!.GetValue<long>().Should().Be(12345);
        body["vpc_uuid"]!.GetValue<string>().Should().Be("v");
    }

    [Fact]
    public void At_most_ten_names_are_accepted()
    {
        CreateDroplets eleven = One with { Names = [.. Enumerable.Range(1, 11).Select(i => $"h{i}")] };

        FluentActions.Invoking(() => new Rig(Created).Run(c => c.CreateDropletsAsync(eleven, null, default)))
            .Should().Throw<ArgumentException>();
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(405)]
    [InlineData(409)]
    [InlineData(410)]
    [InlineData(413)]
    [InlineData(415)]
    [InlineData(422)]
    public void A_create_that_the_api_refuses_is_refused(int status)
    {
        Rig rig = new Rig(Responses.Error(status, "some_id", "no"));

        rig.Run(c => c.CreateDropletsAsync(One, null, default)).Should().BeOfType<CreateOutcome.Refused>()
            .Which.Failure.Message.Should().NotContain("secret sauce");
        rig.Sent.Should().ContainSingle();
    }

    public static TheoryData<string> UnclearAnswers => [.. Unclear.Keys];

    private static Dictionary<string, Rig.Dated> Unclear { get; } = new()
    {
        ["lost response"] = Responses.LostResponse,
        ["no response"] = Responses.NeverResponds,
        ["reset"] = Responses.Throws(new HttpRequestException("reset", new IOException("Connection reset by peer"))),
        ["500"] = Responses.Error(500, "server_error", "oops"),
        ["502 gateway page"] = Responses.Status(502, "<html>", "text/html"),
        ["504"] = Responses.Status(504, ""),
        ["408"] = Responses.Error(408, "timeout", "slow"),
        ["499"] = Responses.Error(499, "closed", "closed"),
        ["302"] = Responses.Status(302, "", "text/html", ("Location", "https://evil.example/")),
        ["307"] = Responses.Status(307, "", "text/html", ("Location", "https://evil.example/")),
        ["400 gateway page"] = Responses.Status(400, "<html>", "text/html"),
        ["422 without id"] = Responses.Status(422, """{"message":"no"}"""),
        ["422 huge"] = Responses.HugeBody(422),
        ["202 truncated body"] = Responses.TruncatedBody,
        ["202 truncated json"] = Responses.Status(202, """{"droplet":{"id":1"""),
        ["202 gateway page"] = Responses.Status(202, "<html>", "text/html"),
        ["202 empty"] = Responses.Status(202, ""),
        ["202 without a droplet"] = Responses.Status(202, "{}"),
        ["202 with no droplets"] = Responses.Status(202, """{"droplets":[]}"""),
        ["202 with half a droplet"] = Responses.Status(202, """{"droplet":{"id":1}}"""),
        ["202 huge"] = Responses.HugeBody(202),
    };

    [Theory]
    [MemberData(nameof(UnclearAnswers))]
    public void A_create_is_not_repeated_after_an_unclear_response(string response)
    {
        Rig rig = new Rig(Unclear[response], Created);

        rig.Run(c => c.CreateDropletsAsync(One, null, default)).Should().BeOfType<CreateOutcome.Unclear>();

        rig.Sent.Should().ContainSingle();
        rig.Clock.Elapsed.Should().Be(response == "no response" ? TimeSpan.FromSeconds(60) : TimeSpan.Zero);
    }

    [Theory]
    [InlineData(HttpRequestError.NameResolutionError)]
    [InlineData(HttpRequestError.ConnectionError)]
    [InlineData(HttpRequestError.SecureConnectionError)]
    [InlineData(HttpRequestError.ProxyTunnelError)]
    public void A_create_without_a_connection_is_retried_and_then_not_sent(HttpRequestError error)
    {
        Rig.Dated fails = Responses.Throws(new HttpRequestException(error, "no way"));
        new Rig(fails, Created).Run(c => c.CreateDropletsAsync(One, null, default)).Should().BeOfType<CreateOutcome.Accepted>();

        Rig rig = new Rig(fails);
        rig.Run(c => c.CreateDropletsAsync(One, null, default)).Should().BeOfType<CreateOutcome.NotSent>();
        rig.Sent.Should().HaveCount(6);
    }

    [Fact]
    public void A_create_over_the_rate_limit_is_sent_again_and_in_the_end_not_sent()
    {
        new Rig(Responses.TooMany(), Created).Run(c => c.CreateDropletsAsync(One, null, default))
            .Should().BeOfType<CreateOutcome.Accepted>();

        new Rig(Responses.TooMany()).Run(c => c.CreateDropletsAsync(One, null, default))
            .Should().BeOfType<CreateOutcome.NotSent>().Which.Failure.Message.Should().Be("API rate limit exceeded, retrying...");
    }

    [Fact]
    public void A_refused_repeat_is_final()
    {
        new Rig(Responses.TooMany(), Responses.LostResponse).Run(c => c.CreateDropletsAsync(One, null, default))
            .Should().BeOfType<CreateOutcome.Unclear>();
        new Rig(Responses.TooMany(), Responses.Error(422, "x", "y")).Run(c => c.CreateDropletsAsync(One, null, default))
            .Should().BeOfType<CreateOutcome.Refused>();
    }

    [Fact]
    public void A_create_canceled_before_it_is_sent_is_not_sent()
    {
        Rig early = new Rig(Created);
        early.Run(c => c.CreateDropletsAsync(One, null, new CancellationToken(true))).Should().BeOfType<CreateOutcome.Stale>();
        early.Sent.Should().BeEmpty();

        Rig waiting = new Rig(Responses.TooMany(("retry-after", "30")), Created);
        using CancellationTokenSource cancel = new CancellationTokenSource(TimeSpan.FromSeconds(5), waiting.Clock);
        waiting.Run(c => c.CreateDropletsAsync(One, null, cancel.Token)).Should().BeOfType<CreateOutcome.Stale>();
        waiting.Sent.Should().ContainSingle();
    }

    [Fact] // 6.8
    public void A_create_canceled_in_flight_is_awaited()
    {
        Rig rig = new Rig(Responses.NeverResponds);
        using CancellationTokenSource cancel = new CancellationTokenSource(TimeSpan.FromSeconds(5), rig.Clock);

        rig.Run(c => c.CreateDropletsAsync(One, null, cancel.Token)).Should().BeOfType<CreateOutcome.Unclear>()
            .Which.Failure.Message.Should().Contain("within 60 seconds");
    }

    [Fact]
    public void The_hint_of_a_refused_create_names_the_required_scopes()
    {
        string? Hint(CreateDroplets create)
        {
            CreateOutcome outcome = new Rig(Responses.Error(403, "forbidden", "no")).Run(c => c.CreateDropletsAsync(create, null, default));
            return ((CreateOutcome.Refused)outcome).Failure.Hint;
        }

        Hint(One).Should().Be("if the token lacks a permission: this request needs the scope droplet:create, tag:create");
        Hint(One with { Tags = [], VpcUuid = "v" })
            .Should().Be("if the token lacks a permission: this request needs the scope droplet:create, vpc:read");
    }

    [Fact]
    public void A_create_shows_no_user_data() => One.ToString().Should().NotContain("secret").And.Contain("prod-app-1");

    [Fact]
    public void A_delete_has_an_outcome_for_each_response()
    {
        Delete(Responses.NoContent).Should().BeOfType<DeleteOutcome.Accepted>();
        Delete(Responses.Status(202, "{}")).Should().BeOfType<DeleteOutcome.Accepted>();
        Delete(Responses.Error(404, "not_found", "gone")).Should().BeOfType<DeleteOutcome.NotFound>();
        Delete(Responses.Error(422, "unprocessable_entity", "busy")).Should().BeOfType<DeleteOutcome.Pending>();
        Delete(Responses.Error(403, "forbidden", "no")).Should().BeOfType<DeleteOutcome.Refused>()
            .Which.Failure.Hint.Should().Be("if the token lacks a permission: this request needs the scope droplet:delete");
        Delete(Responses.Error(500, "server_error", "oops")).Should().BeOfType<DeleteOutcome.Failed>();
        Delete(Responses.Status(404, "<html>", "text/html")).Should().BeOfType<DeleteOutcome.Failed>();
        Delete(Responses.Status(200, "<html>", "text/html")).Should().BeOfType<DeleteOutcome.Failed>();
        Delete(Responses.Status(302, "")).Should().BeOfType<DeleteOutcome.Failed>();
        Delete(Responses.LostResponse, Responses.Error(404, "not_found", "gone")).Should().BeOfType<DeleteOutcome.NotFound>();
        Delete(Responses.NeverResponds, Responses.NoContent).Should().BeOfType<DeleteOutcome.Accepted>();

        static DeleteOutcome Delete(params Rig.Dated[] responses)
        {
            Rig rig = new Rig(responses);
            DeleteOutcome outcome = rig.Run(c => c.DeleteDropletAsync(new("5"), () => true, default));
            rig.Sent.Should().OnlyContain(s => s.Method == "DELETE" && s.Uri.PathAndQuery == "/v2/droplets/5");
            return outcome;
        }
    }

    [Fact]
    public void A_stale_delete_is_not_sent()
    {
        Rig rig = new Rig(Responses.NoContent);

        rig.Run(c => c.DeleteDropletAsync(new("5"), () => false, default)).Should().BeOfType<DeleteOutcome.Stale>();

        rig.Sent.Should().BeEmpty();
    }

    [Fact]
    public void The_precondition_is_evaluated_before_every_attempt()
    {
        Rig rig = new Rig(Responses.LostResponse);

        rig.Run(c => c.DeleteDropletAsync(new("5"), () => rig.Clock.Elapsed < TimeSpan.FromSeconds(2), default))
            .Should().BeOfType<DeleteOutcome.Failed>();

        rig.Sent.Should().HaveCount(3);
        rig.Events.OfType<RetryScheduled>().Should().HaveCount(3).And.OnlyContain(e => e.Status == null);
    }

    [Fact]
    public void A_delete_canceled_while_it_waits_after_a_refusal_had_no_effect()
    {
        Rig rig = new Rig(Responses.TooMany());
        using CancellationTokenSource stop = new CancellationTokenSource(TimeSpan.FromSeconds(1), rig.Clock);

        rig.Run(c => c.DeleteDropletAsync(new("5"), () => true, stop.Token)).Should().BeOfType<DeleteOutcome.Stale>();
    }

    [Fact]
    public void The_precondition_is_evaluated_after_the_wait_for_the_budget()
    {
        Rig rig = new Rig(Responses.NoContent);
        bool fresh = true;

        DeleteOutcome outcome = rig.Run(async c =>
        {
            for (int i = 0; i < 250; i++)
            {
                await c.DeleteDropletAsync(i.Machine(), () => true, default);
            }

            Task<DeleteOutcome> last = c.DeleteDropletAsync(new("5"), () => fresh, default);
            fresh = false;
            return await last;
        });

        outcome.Should().BeOfType<DeleteOutcome.Stale>();
        rig.Sent.Should().HaveCount(250);
    }
}
