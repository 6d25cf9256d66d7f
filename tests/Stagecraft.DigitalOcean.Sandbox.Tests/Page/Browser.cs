using Microsoft.Playwright;

namespace Stagecraft.DigitalOcean.Sandbox.Tests.Page;

/// <summary>One headless browser for all tests of the page; none where the machine has none.</summary>
public sealed class Browser : IAsyncLifetime
{
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        if (Chromium.Find() is not { } file)
        {
            return;
        }

        _playwright = await Playwright.CreateAsync();
        // The page asks once a second, and the machine may be busy.
        Assertions.SetDefaultExpectTimeout(30_000);
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = file,
            // It loads nothing but the page of these tests, and as root it starts in no other way.
            ChromiumSandbox = false,
            Args = ["--disable-gpu"],
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }

    /// <summary>A visit that shares nothing with others. Skips the test where there is no browser.</summary>
    internal async Task<Visit> OpenAsync(string address, int width = 1280, int height = 900)
    {
        if (_browser is null)
        {
            Assert.Skip(Chromium.HowToGetIt);
        }

        return await Visit.OpenAsync(_browser, address, width, height);
    }
}
