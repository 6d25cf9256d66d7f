using Microsoft.Playwright;

namespace Stagecraft.Pages;

/// <summary>One headless browser for all tests of the page; none if it is not installed.</summary>
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
        // The page refreshes once per second, and the machine may be busy.
        Assertions.SetDefaultExpectTimeout(30_000);
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = file,
            // It loads only the page under test; as root it requires this option.
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

    /// <summary>An isolated visit. Skips the test if there is no browser.</summary>
    internal async Task<Visit> OpenAsync(string address, int width = 1280, int height = 900)
    {
        if (_browser is null)
        {
            Assert.Skip(Chromium.HowToGetIt);
        }

        return await Visit.OpenAsync(_browser, address, width, height);
    }
}
