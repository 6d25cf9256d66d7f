using Microsoft.Playwright;
using Stagecraft.Pages;
using Stagecraft.Sandbox;
using static Microsoft.Playwright.Assertions;

namespace Stagecraft.DigitalOcean.Sandbox.Tests.Page;

/// <summary>Section 16.1, in a browser.</summary>
public sealed class BrowserTests(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task A_droplet_appears_boots_is_deleted_and_disappears()
    {
        await using RunningSandbox running = await RunningSandbox.StartAsync();
        await using Visit visit = await browser.OpenAsync(running.Address);
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "No droplets" })).ToBeVisibleAsync();

        long id = await running.CreateAsync("app-1");
        ILocator row = visit.Row("app-1");
        await Expect(row.Locator(".pill")).ToHaveTextAsync("new");
        await Expect(row.Locator(".note")).ToHaveTextAsync("8 s left");
        await Expect(row.Locator(".progress")).ToBeVisibleAsync();
        await Expect(row.Locator(".c-name")).ToHaveTextAsync("app-1app");
        await Expect(row.Locator(".c-place")).ToHaveTextAsync("nyc3 s-1vcpu-1gb");
        await Expect(row.Locator(".c-addresses")).ToBeEmptyAsync();
        await Expect(visit.Environment("staging").Locator(".project")).ToHaveTextAsync("shop");
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "No droplets" })).ToHaveCountAsync(0);
        // The row is updated, not replaced.
        await row.EvaluateAsync("row => { row.dataset.kept = 'yes'; }");

        running.Clock.Advance(5);
        await Expect(row.Locator(".note")).ToHaveTextAsync("3 s left");
        running.Clock.Advance(3);
        await Expect(row.Locator(".pill")).ToHaveTextAsync("active");
        await Expect(row).ToHaveAttributeAsync("data-kept", "yes");
        await Expect(row.Locator(".progress")).ToBeHiddenAsync();
        SandboxDroplet truth = running.Sandbox.Droplets.Single();
        await Expect(row.Locator(".c-addresses dd")).ToHaveTextAsync([truth.PublicIpv4!, truth.PrivateIpv4!]);
        await Expect(row.Locator(".c-age")).ToHaveTextAsync("8 s");

        using (await running.Http.DeleteAsync($"v2/droplets/{id}"))
        {
            await Expect(row.Locator(".pill")).ToHaveTextAsync("deleting");
            await Expect(row.Locator(".note")).ToHaveTextAsync("3 s left");
        }

        running.Clock.Advance(3);
        await Expect(visit.Rows).ToHaveCountAsync(0);
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "No droplets" })).ToBeVisibleAsync();
        visit.Problems.Should().BeEmpty();
    }

    [Fact]
    public async Task Environments_are_separate_and_count_their_states()
    {
        await using RunningSandbox running = await RunningSandbox.StartAsync();
        running.Sandbox.CreateDroplet("db-1", RunningSandbox.TagsOf("prod", "db"));
        running.Sandbox.CreateDroplet("db-2", RunningSandbox.TagsOf("prod", "db"), booting: true);
        running.Sandbox.CreateDroplet("app-10", RunningSandbox.TagsOf("staging"));
        running.Sandbox.SetStatus(running.Sandbox.CreateDroplet("app-2", RunningSandbox.TagsOf("staging")).Id, "off");
        running.Sandbox.SetLocked(running.Sandbox.Droplets[2].Id, true);
        running.Sandbox.SetStatus(running.Sandbox.CreateDroplet("bastion").Id, "archive");
        await using Visit visit = await browser.OpenAsync(running.Address);

        await Expect(visit.Page.Locator(".environments h2")).ToHaveTextAsync(["prod", "staging", "Other droplets"]);
        await Expect(visit.Environment("prod").Locator(".counts li:visible")).ToHaveTextAsync(["1 active", "1 new"]);
        await Expect(visit.Environment("staging").Locator(".name")).ToHaveTextAsync(["app-2", "app-10"]);
        await Expect(visit.Row("app-10").Locator(".note")).ToHaveTextAsync("locked");
        await Expect(visit.Environment("Other droplets").Locator(".pill")).ToHaveTextAsync("archive");
        await Expect(visit.Figure("Droplets").Locator("b")).ToHaveTextAsync("5");
        await Expect(visit.Figure("Droplets").Locator(".counts li:visible")).ToHaveTextAsync(["2 active", "1 new", "1 off", "1 other"]);
    }

    [Fact]
    public async Task Requests_are_listed_newest_first_with_their_faults()
    {
        await using RunningSandbox running = await RunningSandbox.StartAsync();
        running.Sandbox.Faults.Add(new SandboxFault { Kind = SandboxFaultKind.GatewayHtmlAfter, On = "GET /v2/sizes" });
        await running.GetAsync("/v2/sizes?per_page=200");
        await using Visit visit = await browser.OpenAsync(running.Address);
        await Expect(visit.Requests).ToHaveCountAsync(1);
        running.Clock.Advance(60);
        await running.GetAsync("/v2/droplets/12");

        await Expect(visit.Requests).ToHaveCountAsync(2);
        await Expect(visit.Requests.Nth(0).Locator("td")).ToHaveTextAsync(["15:10:26", "GET /v2/droplets/12", "404"]);
        await Expect(visit.Requests.Nth(1).Locator("td"))
            .ToHaveTextAsync(["15:09:26", "GET /v2/sizes?per_page=200gateway_html_after", "502"]);
        await Expect(visit.Requests.Nth(1).Locator(".fault")).ToHaveTextAsync("gateway_html_after");
        await Expect(visit.Requests.Nth(0).Locator(".fault")).ToHaveCountAsync(0);

        for (int i = 0; i < 120; i++)
        {
            await running.GetAsync($"/v2/droplets/{i}");
        }

        await Expect(visit.Page.Locator("#log-total")).ToHaveTextAsync("122");
        await Expect(visit.Requests).ToHaveCountAsync(100);
        await Expect(visit.Requests.Nth(0)).ToContainTextAsync("/v2/droplets/119");
    }

    [Fact]
    public async Task The_remaining_budget_decreases()
    {
        await using RunningSandbox running = await RunningSandbox.StartAsync();
        await using Visit visit = await browser.OpenAsync(running.Address);
        await Expect(visit.Figure("Per hour")).ToContainTextAsync("5,000of 5,000 left");
        for (int i = 0; i < 10; i++)
        {
            await running.GetAsync("/v2/account/keys");
        }

        await Expect(visit.Figure("Per hour")).ToContainTextAsync("4,990of 5,000 left");
        await Expect(visit.Figure("Per minute")).ToContainTextAsync("240of 250 left");
        await Expect(visit.Figure("Key lists")).ToContainTextAsync("0of 10, used up");

        running.Sandbox.Conditions = running.Sandbox.Conditions with { RateLimit = false };
        await Expect(visit.Figure("Key lists")).ToContainTextAsync("no limit");
    }

    [Fact]
    public async Task A_droplet_name_is_rendered_as_text()
    {
        const string name =
            """<img src="http://elsewhere.example/x" onerror="document.title='taken'"><script>document.title='taken'</script>""";
        await using RunningSandbox running = await RunningSandbox.StartAsync();
        running.Sandbox.SetStatus(running.Sandbox.CreateDroplet(name, region: "<i>moon</i>", size: "<b>8gb").Id, "<u>odd</u>");
        Uri target = new Uri(
            $"{running.Address}v2/<img/src=x/onerror=alert(1)>",
            new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        using HttpResponseMessage reply = await running.Http.GetAsync(target);
        await using Visit visit = await browser.OpenAsync(running.Address);

        await Expect(visit.Rows.Locator(".name")).ToHaveTextAsync(name);
        await Expect(visit.Rows.Locator(".c-place")).ToHaveTextAsync("<i>moon</i> <b>8gb");
        await Expect(visit.Rows.Locator(".pill")).ToHaveTextAsync("<u>odd</u>");
        await Expect(visit.Requests).ToContainTextAsync("GET /v2/<img/src=x/onerror=alert(1)>");
        await Expect(visit.Page.Locator("img, i:not(.meter i, .progress i), u, .environments b, body script:nth-of-type(2)"))
            .ToHaveCountAsync(0);
        await Expect(visit.Page).ToHaveTitleAsync($"Sandbox {running.Sandbox.Address!.Authority}");
        visit.Problems.Should().BeEmpty();
    }

    [Fact] // 16.4
    public async Task Of_many_droplets_those_in_transition_are_listed_first()
    {
        await using RunningSandbox running = await RunningSandbox.StartAsync();
        for (int i = 1; i <= 300; i++)
        {
            running.Sandbox.CreateDroplet($"app-{i}", RunningSandbox.TagsOf("load"), booting: i == 7);
        }

        await using Visit visit = await browser.OpenAsync(running.Address);
        await Expect(visit.Rows).ToHaveCountAsync(50);
        await Expect(visit.Environment("load").Locator(".more")).ToHaveTextAsync("and 250 more");
        await Expect(visit.Rows.Nth(0).Locator(".name")).ToHaveTextAsync("app-7");
        await Expect(visit.Rows.Nth(1).Locator(".name")).ToHaveTextAsync("app-252");
        await Expect(visit.Rows.Nth(49).Locator(".name")).ToHaveTextAsync("app-300");

        running.Clock.Advance(8);
        await Expect(visit.Rows.Nth(0).Locator(".name")).ToHaveTextAsync("app-251");
        await Expect(visit.Rows).ToHaveCountAsync(50);
    }

    [Fact]
    public async Task The_page_reports_a_stopped_sandbox_and_resumes_with_the_next()
    {
        await using RunningSandbox running = await RunningSandbox.StartWhereAnotherCanFollowAsync();
        await running.CreateAsync("app-1");
        await using Visit visit = await browser.OpenAsync(running.Address);
        await Expect(visit.Status).ToHaveTextAsync("Live");
        await Expect(visit.Status).ToHaveAttributeAsync("aria-live", "polite");

        int port = running.Sandbox.Address!.Port;
        await running.DisposeAsync();
        await Expect(visit.Status).ToHaveTextAsync("The sandbox is not responding");
        await Expect(visit.Row("app-1")).ToBeVisibleAsync();

        await using RunningSandbox next = await RunningSandbox.StartAsync(new SandboxOptions { Port = port });
        next.Clock.Advance(60);
        await next.GetAsync("/v2/account");
        await next.CreateAsync("app-2");
        await next.CreateAsync("app-3");
        await Expect(visit.Status).ToHaveTextAsync("Live");
        await Expect(visit.Row("app-3")).ToBeVisibleAsync();
        await Expect(visit.Row("app-1")).ToHaveCountAsync(0);
        await Expect(visit.Requests).ToHaveCountAsync(3);
    }

    [Fact]
    public async Task The_page_reports_a_problem_of_the_state()
    {
        await using RunningSandbox running = await RunningSandbox.StartAsync();
        await using Visit visit = await browser.OpenAsync(running.Address);
        await Expect(visit.Status).ToHaveTextAsync("Live");
        await visit.Page.RouteAsync("**/sandbox/account*", route => route.FulfillAsync(new RouteFulfillOptions
        {
            Status = 500,
            ContentType = "application/json",
            Body = """{"id":"server_error","message":"The sandbox's state cannot be used: disk full","request_id":"1"}""",
        }));
        await Expect(visit.Status).ToHaveTextAsync("The sandbox's state cannot be used: disk full");
    }

    [Theory] // 16.1: width of a phone
    [InlineData(360, 740)]
    [InlineData(768, 1024)]
    [InlineData(1400, 900)]
    public async Task The_page_fits_the_width_of_the_window(int width, int height)
    {
        await using RunningSandbox running = await RunningSandbox.StartAsync();
        running.Sandbox.Faults.Add(new SandboxFault { Kind = SandboxFaultKind.ServerErrorBefore, On = "GET /v2/sizes" });
        await running.CreateAsync("app-1", more: ""","ipv6":true""");
        running.Clock.Advance(8);
        string[] tags = ["stagecraft-env-" + new string('e', 200), "stagecraft-project-" + new string('p', 200)];
        running.Sandbox.CreateDroplet(new string('w', 255), tags);
        running.Sandbox.SetStatus(running.Sandbox.CreateDroplet("b", size: new string('8', 200)).Id, new string('s', 200));
        await running.GetAsync($"/v2/{new string('x', 500)}");
        await running.GetAsync("/v2/sizes");
        await using Visit visit = await browser.OpenAsync(running.Address, width, height);
        await Expect(visit.Rows).ToHaveCountAsync(3);
        (await visit.Page.EvaluateAsync<int>("document.documentElement.scrollWidth")).Should().Be(width);
        // Content that overflows a box without scrolling is clipped.
        (await visit.Page.EvaluateAsync<string[]>(
            """
            [...document.querySelectorAll('td, .log th, dd, h2, .counts, .status')]
                .filter(e => e.getClientRects().length > 0 && e.scrollWidth > e.clientWidth + 1).map(e => e.className || e.tagName)
            """)).Should().BeEmpty();
    }

    [Theory] // 16.1: dark mode
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task All_text_has_sufficient_contrast(ColorScheme scheme)
    {
        await using RunningSandbox running = await RunningSandbox.StartAsync();
        running.Sandbox.Faults.Add(new SandboxFault { Kind = SandboxFaultKind.ServerErrorBefore, On = "GET /v2/sizes" });
        foreach (string? path in new[] { "/v2/sizes", "/v2/account", "/v2/nothing" })
        {
            await running.GetAsync(path);
        }

        for (int i = 0; i < 9; i++)
        {
            await running.GetAsync("/v2/account/keys");
        }

        foreach (string? status in new[] { "active", "new", "off", "archive" })
        {
            running.Sandbox.SetStatus(running.Sandbox.CreateDroplet(status, RunningSandbox.TagsOf("staging")).Id, status);
        }

        running.Sandbox.DeleteDroplet(running.Sandbox.CreateDroplet("deleting").Id);
        await using Visit visit = await browser.OpenAsync(running.Address);
        await visit.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
        await Expect(visit.Rows).ToHaveCountAsync(5);

        // WCAG 2.2, 1.4.3: a contrast of 4.5 to 1 with the nearest background that is not transparent.
        (await visit.Page.EvaluateAsync<string[]>(
            """
            (() => {
              const parts = color => color.match(/[\d.]+/g).map(Number);
              const channel = v => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
              const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
              const ground = e => {
                for (; e; e = e.parentElement) {
                  const color = parts(getComputedStyle(e).backgroundColor);
                  if (color.length < 4 || color[3] > 0) return color;
                }
                return [255, 255, 255];
              };
              const low = [];
              for (const e of document.querySelectorAll('.page *')) {
                if (!e.checkVisibility() || ![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())) continue;
                const [a, b] = [light(parts(getComputedStyle(e).color)), light(ground(e))].sort((x, y) => y - x);
                const contrast = (a + 0.05) / (b + 0.05);
                if (contrast < 4.5) low.push(`${e.textContent}: ${contrast.toFixed(2)}`);
              }
              return low;
            })()
            """)).Should().BeEmpty();
        visit.Problems.Should().BeEmpty();
    }

    [Fact]
    public async Task Headings_and_tables_are_accessible_also_on_a_phone()
    {
        await using RunningSandbox running = await RunningSandbox.StartAsync();
        await running.CreateAsync("app-1");
        await using Visit visit = await browser.OpenAsync(running.Address, 360, 740);
        await Expect(visit.Environment("staging").GetByRole(AriaRole.Table).GetByRole(AriaRole.Cell).First).ToContainTextAsync("app-1");
        await Expect(visit.Environment("staging").GetByRole(AriaRole.Columnheader))
            .ToHaveTextAsync(["Name and role", "Region and size", "State", "Addresses", "Age"]);
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Sandbox");
    }
}
