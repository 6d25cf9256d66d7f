using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Stagecraft.Sandbox.Http;

namespace Stagecraft.Sandbox.Web;

/// <summary>The live page: one file, whose content security policy allows only its own script.</summary>
internal sealed class PageEndpoint
{
    private readonly byte[] _page;
    private readonly string _policy;

    /// <param name="words">The words of the API: a constant that the script contains.</param>
    public PageEndpoint(string words)
    {
        string text = Read().Replace("WORDS", words, StringComparison.Ordinal);
        _page = Encoding.UTF8.GetBytes(text);
        _policy = string.Join("; ",
            "default-src 'none'",
            $"script-src {HashOf(text, "script")}",
            $"style-src {HashOf(text, "style")}",
            "connect-src 'self'",
            // The icon is a data URL.
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
            // No string can become markup or code, whatever the script does.
            "require-trusted-types-for 'script'",
            "trusted-types 'none'");
    }

    public IEnumerable<SiteRoute> Routes => [SiteRoute.Read("/", Get)];

    private ApiResponse Get(ApiRequest request)
    {
        ApiResponse response = new ApiResponse(200, _page).WithContentType("text/html; charset=utf-8");
        response.Headers["Content-Security-Policy"] = _policy;
        response.Headers["Cross-Origin-Opener-Policy"] = "same-origin";
        response.Headers["Referrer-Policy"] = "no-referrer";
        return response;
    }

    private static string Read()
    {
        using Stream stream = typeof(PageEndpoint).Assembly.GetManifestResourceStream("page.html.gz")
            ?? throw new InvalidOperationException("The page is missing from the assembly.");
        using StreamReader reader = new StreamReader(new GZipStream(stream, CompressionMode.Decompress), Encoding.UTF8);
        // Browsers hash the parsed content, which has normalized line endings.
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    /// <summary>The hash source of the content of an element.</summary>
    private static string HashOf(string page, string element)
    {
        int start = page.IndexOf($"<{element}>", StringComparison.Ordinal) + element.Length + 2;
        int end = page.IndexOf($"</{element}>", start, StringComparison.Ordinal);
        return $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(page[start..end])))}'";
    }
}
