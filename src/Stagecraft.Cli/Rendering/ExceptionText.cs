using Stagecraft.Cli.Context;
using Stagecraft.Cli.Errors;

namespace Stagecraft.Cli.Rendering;

/// <summary>The details of an unexpected exception.</summary>
internal static class ExceptionText
{
    /// <summary>Writes them with <c>--verbose</c>, unless the message explains the failure.</summary>
    internal static void Write(CommandIo io, Exception exception)
    {
        if (!io.Options.Verbose || exception is UsageException or ConfigException or CloudProviderException or OperationCanceledException)
        {
            return;
        }

        foreach (string line in io.Redact(exception.ToString()).Split('\n'))
        {
            io.Error.Line(line.TrimEnd('\r'));
        }
    }
}
