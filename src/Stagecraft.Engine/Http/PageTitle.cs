using System.Net;
using System.Text;

namespace Stagecraft.Engine.Http;

/// <summary>The title of an HTML page, by which a person recognizes the gateway that sent it.</summary>
internal static class PageTitle
{
    /// <summary>The title, or null if there is none.</summary>
    public static string? Of(ReadOnlyMemory<byte>? body)
    {
        string page = body is { } bytes ? Encoding.UTF8.GetString(bytes.Span) : "";
        int tag = page.IndexOf("<title", StringComparison.OrdinalIgnoreCase);
        int start = tag < 0 ? -1 : page.IndexOf('>', tag);
        int end = start < 0 ? -1 : page.IndexOf('<', start);
        return end < 0 || page[(start + 1)..end].Trim() is not { Length: > 0 } title ? null : WebUtility.HtmlDecode(title);
    }
}
