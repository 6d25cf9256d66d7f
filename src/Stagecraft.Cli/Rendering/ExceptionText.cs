using Stagecraft.Cli.Context;
using Stagecraft.Cli.Errors;
using Stagecraft.Config;
using Stagecraft.Providers;

namespace Stagecraft.Cli.Rendering;

/// <summary>The details of an exception that nobody expected, for whoever is to mend it.</summary>
internal static class ExceptionText
{
    /// <summary>With <c>--verbose</c>, and nothing for a failure that its message explains.</summary>
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
