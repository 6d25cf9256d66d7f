using Stagecraft.Cli.Rendering;

namespace Stagecraft.Cli.Cancellation;

/// <summary>The message for the first signal during a run. spec/cli/infra.md, 6.1.</summary>
internal static class StopMessage
{
    internal static string Of(RunTrace trace)
    {
        if (!trace.HasSent)
        {
            return "stopping: nothing was sent yet; interrupt again to leave at once";
        }

        string[] inFlight = [.. Phrase("create of", trace.CreatesInFlight), .. Phrase("delete of", trace.DeletesInFlight), .. Phrase("protection of", trace.ProtectionsInFlight)];
        string waiting = inFlight.Length == 0 ? "" : $"waiting for what was sent ({string.Join("; ", inFlight)}), then ";
        return $"stopping: nothing more is sent; {waiting}looking once more; interrupt again to leave at once";
    }

    private static IEnumerable<string> Phrase(string verb, IEnumerable<string> names)
    {
        string[] all = [.. names.Order(StringComparer.Ordinal)];
        if (all.Length > 0)
        {
            yield return $"{verb} {Names.Some(all)}";
        }
    }
}
