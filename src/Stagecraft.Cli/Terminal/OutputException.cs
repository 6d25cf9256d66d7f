namespace Stagecraft.Cli.Terminal;

/// <summary>stdout or stderr cannot be written. The message is the reason.</summary>
internal sealed class OutputException : IOException
{
    private OutputException(string message, Exception cause)
        : base(message, cause)
    {
    }

    /// <param name="cause">The exception of the stream. A stream that is not open for writing has another exception than a failed
    /// write.</param>
    internal static OutputException Of(Exception cause) =>
        cause as OutputException ?? new(cause is IOException ? cause.Message : "the stream is not open for writing", cause);
}
