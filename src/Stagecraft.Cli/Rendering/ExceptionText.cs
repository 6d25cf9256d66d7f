using Stagecraft.Cli.Context;
using Stagecraft.Cli.Errors;
using Stagecraft.Config;
using Stagecraft.Providers;

namespace Stagecraft.Cli.Rendering;

/// <summary>The details of an exception that nobody expected, for whoever is to mend it.</summary>
internal static class ExceptionText
{
    /// <summary>With <c>--verbose</c>, and nothing for a failure that its message explains.</summary>
    internal static void Write(CommandContext context, Exception exception)
    {
        if (!context.Verbose || exception is UsageException or ConfigException or CloudProviderException or OperationCanceledException)
        {
            return;
        }

        foreach (string line in context.Secrets.Redact(exception.ToString()).Split('\n'))
        {
            context.Error.Line(line.TrimEnd('\r'));
        }
    }
}
