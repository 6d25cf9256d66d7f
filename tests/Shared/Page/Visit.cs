using Microsoft.Playwright;

namespace Stagecraft.Pages;

/// <summary>The page in a tab, with the problems it reported and the requests it sent.</summary>
internal sealed class Visit : IAsyncDisposable
{
    private Visit(IPage page, Uri address)
    {
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                Problems.Add(message.Text);
            }
        };
        page.PageError += (_, error) => Problems.Add(error);
        page.Dialog += (_, dialog) => Problems.Add($"dialog: {dialog.Message}");
        page.Request += (_, request) =>
        {
            // The icon is a data URL.
            if (!request.Url.StartsWith("data:", StringComparison.Ordinal) && new Uri(request.Url).Authority != address.Authority)
            {
                Problems.Add($"requested {request.Url}");
            }
        };
    }

    public IPage Page { get; }

    /// <summary>Errors and warnings of the console, exceptions, dialogs, and requests to other origins.</summary>
    public List<string> Problems { get; } = [];

    public ILocator Rows => Page.Locator(".droplets tbody tr");

    public ILocator Requests => Page.Locator("#log tr");

    public ILocator Status => Page.Locator("#status");

    public static async Task<Visit> OpenAsync(IBrowser browser, string address, int width, int height)
    {
        IPage page = await browser.NewPageAsync(new BrowserNewPageOptions
        {
            TimezoneId = "UTC",
            ViewportSize = new ViewportSize { Width = width, Height = height },
        });
        Visit visit = new Visit(page, new Uri(address));
        await page.GotoAsync(address);
        return visit;
    }

    public ILocator Row(string name) => Rows.Filter(new LocatorFilterOptions { HasText = name });

    /// <summary>A figure in the header, by its label.</summary>
    public ILocator Figure(string label) => Page.Locator(".figure").Filter(new LocatorFilterOptions { HasText = label });

    public ILocator Environment(string title) =>
        Page.Locator(".environments section").Filter(new LocatorFilterOptions
        {
            Has = Page.GetByRole(AriaRole.Heading, new() { Name = title, Exact = true }),
        });

    public async ValueTask DisposeAsync() => await Page.CloseAsync();
}
