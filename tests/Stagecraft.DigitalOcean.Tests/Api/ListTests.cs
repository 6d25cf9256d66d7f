using System.Web;
using Stagecraft.DigitalOcean.Api;
using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Http;

namespace Stagecraft.DigitalOcean.Tests.Api;

public sealed class ListTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(20, 1)]
    [InlineData(200, 1)]
    [InlineData(201, 2)]
    [InlineData(10_000, 50)]
    public void A_list_of_any_length_is_read_completely_with_a_request_per_200(int count, int requests)
    {
        Rig rig = new Rig((request, _) => Task.FromResult(Page(request, count)));

        Listing<Machine> list = rig.Run(c => c.ListDropletsAsync(DropletQuery.All, RequestPriority.Working, default));

        list.Items.Select(d => d.Id).Should().Equal(Enumerable.Range(1, count).Select(i => i.Machine()));
        list.Items.Should().HaveCount(count);
        rig.Sent.Should().HaveCount(requests);
    }

    [Fact]
    public void The_first_page_shows_the_cost_of_the_rest()
    {
        Rig rig = new Rig((request, _) => Task.FromResult(Page(request, 1001)));

        ListStart<Machine> start = rig.Run(c => c.BeginListDropletsAsync(DropletQuery.All, RequestPriority.Working, default));

        (start.Total, start.PageCount, start.First.Value.Items.Count).Should().Be((1001, 6, 200));
        rig.Sent.Should().HaveCount(1);
        rig.Run(c => c.FinishListAsync(start, default)).Items.Should().HaveCount(1001);
        rig.Sent.Should().HaveCount(6);
    }

    [Fact]
    public void A_list_that_the_first_page_completes_costs_no_more()
    {
        Rig rig = new Rig((request, _) => Task.FromResult(Page(request, 3)));

        ListStart<Machine> start = rig.Run(c => c.BeginListDropletsAsync(DropletQuery.All, RequestPriority.Working, default));

        start.PageCount.Should().Be(1);
        rig.Run(c => c.FinishListAsync(start, default)).Items.Should().HaveCount(3);
        rig.Sent.Should().HaveCount(1);
    }

    /// <summary>9.5 and 9.8: two round trips, up to 65 pages.</summary>
    [Theory]
    [InlineData(50, 49, 2)]
    [InlineData(65, 64, 2)]
    [InlineData(100, 64, 3)]
    public void At_most_64_pages_are_read_at_the_same_time(int pages, int together, int seconds)
    {
        int inFlight = 0, most = 0;
        Rig rig = new Rig(Responses.Ok("{}"));
        rig = new Rig(async (request, token) =>
        {
            most = Math.Max(most, ++inFlight);
            await Task.Delay(TimeSpan.FromSeconds(1), rig.Clock, token);
            inFlight--;
            return Page(request, 200 * pages);
        });

        rig.Run(c => c.ListDropletsAsync(DropletQuery.All, RequestPriority.Working, default)).Items.Should().HaveCount(200 * pages);

        most.Should().Be(together);
        rig.Clock.Elapsed.Should().Be(TimeSpan.FromSeconds(seconds));
    }

    [Fact]
    public void The_server_may_return_fewer_items_per_page()
    {
        Rig rig = new Rig((request, _) => Task.FromResult(Page(request, 95, most: 20)));

        rig.Run(c => c.ListDropletsAsync(DropletQuery.All, RequestPriority.Working, default)).Items.Should().HaveCount(95);

        rig.Sent.Should().HaveCount(5);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"links\":{},")]
    [InlineData("\"links\":{\"pages\":{}},")]
    [InlineData("\"links\":{\"pages\":null},")]
    [InlineData("\"links\":null,")]
    public void A_list_of_one_page_may_have_any_kind_of_links(string links)
    {
        Rig rig = new Rig(Responses.Ok($$$"""{"droplets":[{{{Responses.Droplet(1)}}}],{{{links}}}"meta":{"total":1}}"""));

        rig.Run(c => c.ListDropletsAsync(DropletQuery.All, RequestPriority.Working, default)).Items.Should().HaveCount(1);
    }

    [Theory]
    [InlineData("""{"droplets":[]}""")]
    [InlineData("""{"droplets":[],"meta":{}}""")]
    [InlineData("""{"droplets":[],"meta":null}""")]
    [InlineData("""{"droplets":[],"meta":{"total":"0"}}""")]
    [InlineData("""{"droplets":null,"meta":{"total":0}}""")]
    [InlineData("""{"droplets":[null],"meta":{"total":1}}""")]
    [InlineData("""{"meta":{"total":0}}""")]
    public void A_list_without_a_total_or_items_fails(string body)
    {
        Rig rig = new Rig(Responses.Ok(body));

        rig.Fails(c => c.ListDropletsAsync(DropletQuery.All, RequestPriority.Working, default)).Failure.IsTransient.Should().BeTrue();
    }

    [Fact]
    public void One_failed_page_fails_the_list()
    {
        Rig rig = new Rig((request, _) => Task.FromResult(
            PageNumber(request) == 3 ? Responses.Response(403, """{"id":"forbidden","message":"no"}""") : Page(request, 2000)));

        rig.Fails(c => c.ListDropletsAsync(DropletQuery.All, RequestPriority.Working, default)).Failure.Code.Should().Be("forbidden");
    }

    [Fact]
    public void A_page_that_always_repeats_is_an_error_after_three_reads()
    {
        Rig rig = new Rig((_, _) => Task.FromResult(Page(200, 1, 400, 200)));

        CloudException failure = rig.Fails(c => c.ListDropletsAsync(DropletQuery.All, RequestPriority.Working, default));

        failure.Failure.IsTransient.Should().BeTrue();
        failure.Message.Should().Contain("do not add up");
        rig.Sent.Should().HaveCount(6);
    }

    [Fact]
    public void A_list_with_a_changing_total_is_read_again()
    {
        int requests = 0;
        Rig rig = new Rig((request, _) => Task.FromResult(Page(request, ++requests == 1 ? 300 : 301)));

        Listing<Machine> list = rig.Run(c => c.ListDropletsAsync(DropletQuery.All, RequestPriority.Working, default));

        list.Items.Should().HaveCount(301);
        rig.Sent.Should().HaveCount(4);
    }

    [Fact]
    public void A_list_with_an_id_on_two_pages_is_read_again()
    {
        int requests = 0;
        Rig rig = new Rig((request, _) => Task.FromResult(
            ++requests == 2 ? Page(200, 2, 300, 100, first: 200) : Page(request, 300)));

        rig.Run(c => c.ListDropletsAsync(DropletQuery.All, RequestPriority.Working, default)).Items
            .Select(d => d.Id).Should().OnlyHaveUniqueItems().And.HaveCount(300);
        requests.Should().Be(4);
    }

    [Fact]
    public void A_list_shorter_than_its_total_fails()
    {
        Rig rig = new Rig(Responses.Ok($$$"""{"droplets":[{{{Responses.Droplet(1)}}}],"meta":{"total":2}}"""));

        rig.Fails(c => c.ListDropletsAsync(DropletQuery.All, RequestPriority.Working, default));

        rig.Sent.Should().HaveCount(3);
    }

    [Theory]
    [InlineData("https://evil.example/v2/droplets?page=2")]
    [InlineData("http://api.digitalocean.com/v2/droplets?page=2")]
    [InlineData("https://api.digitalocean.com:8443/v2/droplets?page=2")]
    [InlineData("https://api.digitalocean.com@evil.example/v2/droplets?page=2")]
    [InlineData("//evil.example/v2/droplets?page=2")]
    [InlineData("http://[")]
    public void The_next_page_is_requested_at_the_configured_address_whatever_the_link_says(string next)
    {
        string links = $$$"""{"pages":{"next":"{{{next}}}"}}""";
        string Page(int id, string links) =>
            $$$"""{"droplets":[{{{Responses.Droplet(id)}}}],"links":{{{links}}},"meta":{"total":2}}""";
        Rig rig = new Rig(Responses.Ok(Page(1, links)), Responses.Ok(Page(2, "{}")));

        rig.Run(c => c.ListDropletsAsync(DropletQuery.All, RequestPriority.Working, default)).Items.Should().HaveCount(2);

        rig.Sent.Select(s => s.Uri.AbsoluteUri).Should().Equal(
            "https://api.digitalocean.com/v2/droplets?per_page=200&page=1", "https://api.digitalocean.com/v2/droplets?per_page=200&page=2");
    }

    [Fact]
    public void An_absurd_total_is_refused_without_further_requests()
    {
        Rig rig = new Rig(Responses.Ok($$$$"""
            {"droplets":[{{{{Responses.Droplet(1)}}}}],"links":{"pages":{"next":"https://api.digitalocean.com/v2/droplets?page=2"}},
            "meta":{"total":2147483647}}
            """));

        rig.Fails(c => c.ListDropletsAsync(DropletQuery.All, RequestPriority.Working, default)).Failure.IsTransient.Should().BeFalse();

        rig.Sent.Should().ContainSingle();
    }

    /// <summary>9.7.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_wrong_total_does_not_cost_thousands_of_requests(bool isTold)
    {
        // The first page, or every page, claims a million; there are 200.
        Rig rig = new Rig((request, _) => Task.FromResult(Claim(request)));

        rig.Fails(c => c.ListDropletsAsync(DropletQuery.All, RequestPriority.Working, default)).Message.Should()
            .Contain("do not add up to its total");

        rig.Sent.Count.Should().BeInRange(6, 3 * 20);

        HttpResponseMessage Claim(HttpRequestMessage request)
        {
            bool isFirst = HttpUtility.ParseQueryString(request.RequestUri!.Query)["page"] == "1";
            string items = isFirst ? string.Join(',', Enumerable.Range(1, 200).Select(i => Responses.Droplet(i))) : "";
            string next = isFirst ? """{"pages":{"next":"https://api.digitalocean.com/v2/droplets?page=2"}}""" : "{}";
            int total = isFirst || isTold ? 1_000_000 : 200;
            return Responses.Response(200, $$$"""{"droplets":[{{{items}}}],"links":{{{next}}},"meta":{"total":{{{total}}}}}""");
        }
    }

    [Fact]
    public void The_time_of_a_list_is_that_of_its_earliest_page()
    {
        Rig rig = new Rig((request, _) =>
        {
            HttpResponseMessage page = Page(request, 600);
            page.Headers.Date = new DateTimeOffset(2026, 1, 1, 0, 0, 10 - PageNumber(request), TimeSpan.Zero);
            return Task.FromResult(page);
        });

        rig.Run(c => c.ListDropletsAsync(DropletQuery.All, RequestPriority.Working, default)).ServerTime!.Value.Second.Should().Be(7);
    }

    private static int PageNumber(HttpRequestMessage request) =>
        int.Parse(HttpUtility.ParseQueryString(request.RequestUri!.Query)["page"]!);

    private static HttpResponseMessage Page(HttpRequestMessage request, int count, int most = 200)
    {
        int number = PageNumber(request);
        return Page(most, number, count, Math.Clamp(count - ((number - 1) * most), 0, most));
    }

    private static HttpResponseMessage Page(int perPage, int number, int total, int items, int? first = null)
    {
        // Newest first, as lists often are: the order must come from us.
        int from = first ?? ((number - 1) * perPage) + 1;
        string droplets = string.Join(",", Enumerable.Range(from, items).Reverse().Select(id => Responses.Droplet(id)));
        string links = number * perPage < total
            ? $$$"""{"pages":{"next":"https://api.digitalocean.com/v2/droplets?page={{{number + 1}}}"}}"""
            : "{}";
        return Responses.Response(200, $$$"""{"droplets":[{{{droplets}}}],"links":{{{links}}},"meta":{"total":{{{total}}}}}""");
    }
}
