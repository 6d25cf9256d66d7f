using Microsoft.Playwright;
using Stagecraft.Pages;
using Stagecraft.Sandbox;
using static Microsoft.Playwright.Assertions;

namespace Stagecraft.Aws.Sandbox.Tests.Page;

/// <summary>spec/sandbox-aws.md, section 14.1, in a browser.</summary>
public sealed class BrowserTests(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task An_instance_appears_stops_and_is_terminated()
    {
        await using Served served = await Served.StartAsync();
        await using Visit visit = await browser.OpenAsync(served.Address);
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "No instances" })).ToBeVisibleAsync();
        await Expect(visit.Page.Locator("pre")).ToContainTextAsync($"AWS_ENDPOINT_URL={served.Address.TrimEnd('/')} ");

        AwsSandboxInstance made = served.Sandbox.CreateInstance(
            new Dictionary<string, string> { ["Name"] = "web-1", ["team"] = "<b>shop</b>", ["x"] = "y" }, "eu-central-1");
        ILocator row = visit.Row("web-1");
        await Expect(row.Locator(".pill")).ToHaveTextAsync("running");
        await Expect(row.Locator(".c-name")).ToHaveTextAsync("web-1team=<b>shop</b>, x=y");
        await Expect(row.Locator(".c-place")).ToHaveTextAsync($"{made.Zone} t3.micro");
        await Expect(row.Locator(".c-addresses dd")).ToHaveTextAsync([made.PublicIp!, made.PrivateIp]);
        await Expect(visit.Figure("Instances").Locator("b")).ToHaveTextAsync("1");

        served.Sandbox.StopInstance(made.Id);
        await Expect(row.Locator(".pill")).ToHaveTextAsync("stopping");
        served.Clock.Advance(60);
        await Expect(row.Locator(".pill")).ToHaveTextAsync("stopped");
        served.Sandbox.StartInstance(made.Id);
        await Expect(row.Locator(".note")).ToHaveTextAsync("8 s left");
        served.Clock.Advance(8);
        served.Sandbox.TerminateInstance(made.Id);
        await Expect(row.Locator(".pill")).ToHaveTextAsync("shutting-down");
        await Expect(row.Locator(".note")).ToHaveTextAsync("5 s left");
        served.Clock.Advance(5);
        await Expect(row.Locator(".pill")).ToHaveTextAsync("terminated");
        served.Clock.Advance(3600);
        await Expect(visit.Rows).ToHaveCountAsync(0);
        visit.Problems.Should().BeEmpty();
    }

    [Fact]
    public async Task Instances_are_grouped_by_region_and_requests_are_listed()
    {
        await using Served served = await Served.StartAsync();
        served.Sandbox.CreateInstance(new Dictionary<string, string> { ["Name"] = "app-10" }, "us-east-1");
        served.Sandbox.CreateInstance(new Dictionary<string, string> { ["Name"] = "app-2" }, "us-east-1");
        AwsSandboxInstance unnamed = served.Sandbox.CreateInstance(region: "eu-central-1");
        served.Sandbox.Faults.Add(new SandboxFault { Kind = SandboxFaultKind.RateLimited, On = "* DescribeVpcs" });
        await served.SendAsync("DescribeInstances");
        await served.SendAsync("DescribeVpcs");
        await using Visit visit = await browser.OpenAsync(served.Address);

        await Expect(visit.Page.Locator(".environments h2")).ToHaveTextAsync(["eu-central-1", "us-east-1"]);
        await Expect(visit.Environment("eu-central-1").Locator(".name")).ToHaveTextAsync(unnamed.Id);
        await Expect(visit.Environment("us-east-1").Locator(".name")).ToHaveTextAsync(["app-2", "app-10"]);
        await Expect(visit.Environment("us-east-1").Locator(".counts li:visible")).ToHaveTextAsync(["2 running"]);
        await Expect(visit.Requests.Nth(0)).ToContainTextAsync("us-east-1 DescribeVpcs");
        await Expect(visit.Requests.Nth(0).Locator(".fault")).ToHaveTextAsync("rate_limited");
        await Expect(visit.Requests).ToHaveCountAsync(2);
        visit.Problems.Should().BeEmpty();
    }

    [Theory] // the width of a phone and of a desktop
    [InlineData(360, 740)]
    [InlineData(1400, 900)]
    public async Task The_page_fits_the_width_of_the_window(int width, int height)
    {
        await using Served served = await Served.StartAsync();
        served.Sandbox.CreateInstance(new Dictionary<string, string> { ["Name"] = new('w', 255), [new('k', 100)] = new('v', 250) });
        await served.SendAsync(new string('X', 400));
        await using Visit visit = await browser.OpenAsync(served.Address, width, height);

        await Expect(visit.Rows).ToHaveCountAsync(1);
        (await visit.Page.EvaluateAsync<int>("document.documentElement.scrollWidth")).Should().Be(width);
    }
}
