namespace Stagecraft.Cli.Rendering.Live;

/// <summary>A wait of the whole run.</summary>
/// <param name="Key">The kind of wait; a new note replaces the note with the same key.</param>
/// <param name="Text">The text without the time left.</param>
/// <param name="Until">The timestamp at which it ends.</param>
internal sealed record LiveNote(string Key, string Text, long Until)
{
    /// <summary>The note of an event, or null if the event is no wait of the run.</summary>
    internal static LiveNote? Of(InfraEvent happened, TimeProvider time)
    {
        return happened switch
        {
            RetryScheduled e => Note($"{e.Method} {e.Path}", $"{e.Method} {e.Path}: {Words.Response(e.Status)}, retrying", e.Wait),
            RateLimitWait e => Note("rate", $"waiting for the API's rate limit ({e.Limit})", e.Wait),
            SettleWait e => Note("settle", "waiting for API consistency", e.Wait),
            _ => null,
        };

        LiveNote Note(string key, string text, TimeSpan wait) =>
            new(key, text, time.GetTimestamp() + (long)(wait.TotalSeconds * time.TimestampFrequency));
    }
}
