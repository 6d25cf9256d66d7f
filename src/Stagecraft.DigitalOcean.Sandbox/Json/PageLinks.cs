using System.Text.Json;
using Stagecraft.DigitalOcean.Sandbox.Core;

namespace Stagecraft.DigitalOcean.Sandbox.Json;

/// <summary>The links of a list; none for a list with a single page.</summary>
internal static class PageLinks
{
    public static void Write(Utf8JsonWriter json, ApiCall call, long total)
    {
        PageRequest request = PageRequest.Of(call.Query);
        int last = request.LastPage(total);

        json.WriteStartObject();
        if (last > 1 || request.Page > 1)
        {
            json.WriteStartObject("pages");
            if (request.Page > 1)
            {
                Link("first", 1);
                Link("prev", Math.Min(request.Page - 1, last));
            }

            if (request.Page < last)
            {
                Link("next", request.Page + 1);
                Link("last", last);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();

        void Link(string name, int page) => json.WriteString(name, $"{call.UrlOf(call.Path)}?{call.Query.WithPage(page)}");
    }
}
