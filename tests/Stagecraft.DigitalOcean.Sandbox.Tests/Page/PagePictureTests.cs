using System.Security.Cryptography;
using System.Text;
using Microsoft.Playwright;
using Stagecraft.Pages;
using Stagecraft.Sandbox;
using static Microsoft.Playwright.Assertions;

namespace Stagecraft.DigitalOcean.Sandbox.Tests.Page;

/// <summary>The pictures of the page in docs/sandbox.md. Browsers and fonts differ between machines, so the images are not compared:
/// docs/sandbox.sha256 has the hash of the page and of the account that they show. <c>eng/pictures.cs</c> updates all three.</summary>
public sealed class PagePictureTests(Browser browser) : IClassFixture<Browser>
{
    private const int MaxSize = 150 * 1024;

    private static bool IsUpdate => Environment.GetEnvironmentVariable("STAGECRAFT_UPDATE_GOLDEN") == "1";

    [Fact] // spec/sandbox.md, 16.1
    public async Task The_pictures_are_up_to_date()
    {
        await using RunningSandbox running = await StartAsync();
        if (IsUpdate)
        {
            await TakeAsync(running, "sandbox.png", 1280, 660);
            await TakeAsync(running, "sandbox-phone.png", 390, 630);
        }

        string shown = $"{(await running.GetAsync("/")).Text}{(await running.GetAsync("/sandbox/account")).Text}";
        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(shown)));
        if (IsUpdate)
        {
            await File.WriteAllTextAsync(InDocs("sandbox.sha256"), hash + "\n");
        }

        hash.Should().Be((await File.ReadAllTextAsync(InDocs("sandbox.sha256"))).Trim(), "run eng/pictures.cs if the page has changed");
        foreach (string picture in (string[])["sandbox.png", "sandbox-phone.png"])
        {
            new FileInfo(InDocs(picture)).Length.Should().BeInRange(1, MaxSize);
        }
    }

    private static async Task<RunningSandbox> StartAsync()
    {
        RunningSandbox running = await RunningSandbox.StartAsync();
        running.Sandbox.Faults.Add(new SandboxFault { Kind = SandboxFaultKind.ServerErrorBefore, On = "GET /v2/sizes" });
        await running.CreateAsync("prod-db-1", "prod", role: "db");
        await running.CreateAsync("prod-app-1", "prod");
        running.Clock.Advance(60);
        await running.GetAsync("/v2/sizes");
        await running.CreateAsync("staging-app-1");
        running.Clock.Advance(5);
        await running.CreateAsync("staging-app-2");
        running.Clock.Advance(4);
        return running;
    }

    private async Task TakeAsync(RunningSandbox running, string name, int width, int height)
    {
        await using Visit visit = await browser.OpenAsync(running.Address, width, height);
        await Expect(visit.Rows).ToHaveCountAsync(4);
        await Expect(visit.Status).ToHaveTextAsync("Live");
        // The port of the command in docs/sandbox.md, instead of a random one.
        await visit.Page.Locator("#address").EvaluateAsync("address => { address.textContent = '127.0.0.1:8080'; }");
        await visit.Page.ScreenshotAsync(new PageScreenshotOptions { Path = InDocs(name), Animations = ScreenshotAnimations.Disabled });
    }

    private static string InDocs(string name)
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "stagecraft.slnx")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return Path.Combine(folder, "docs", name);
    }
}
