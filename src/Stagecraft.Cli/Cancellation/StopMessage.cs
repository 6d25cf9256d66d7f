using Stagecraft.Cli.Rendering;

namespace Stagecraft.Cli.Cancellation;

/// <summary>The message for the first signal during a run. spec/cli/infra.md, 6.1.</summary>
internal static class StopMessage
{
    internal static string Of(RunTrace trace)
    {
        if (!trace.HasSent)
        {
            return "stopping: no requests were sent; press Ctrl-C again to exit immediately";
        }

        string[] inFlight =
        [
            .. Phrase("create of", trace.CreatesInFlight),
            .. Phrase("delete of", trace.DeletesInFlight),
            .. Phrase("update of", trace.ProtectionsInFlight),
        ];
        string waiting = inFlight.Length == 0 ? "" : $"waiting for requests in flight ({string.Join("; ", inFlight)}), ";
        return $"stopping: no new requests; {waiting}then a final check; press Ctrl-C again to exit immediately";
    }

    private static IEnumerable<string> Phrase(string verb, IEnumerable<string> names)
    {
        string[] all = [.. names.Order(StringComparer.Ordinal)];
        if (all.Length > 0)
        {
            yield return $"{verb} {Words.Some(all)}";
        }
    }
}
