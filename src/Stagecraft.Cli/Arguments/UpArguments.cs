using System.CommandLine;

namespace Stagecraft.Cli.Arguments;

/// <summary>How far <c>up</c> may go unasked.</summary>
internal sealed record UpArguments(bool Yes, bool DryRun, bool AllowDelete, bool NoDelete)
{
    /// <exception cref="UsageException">They contradict each other.</exception>
    internal static UpArguments From(ParseResult parsed, UpOptions options)
    {
        var arguments = new UpArguments(
            parsed.GetValue(options.Yes),
            parsed.GetValue(options.DryRun),
            parsed.GetValue(options.AllowDelete),
            parsed.GetValue(options.NoDelete));
        return arguments is { AllowDelete: true, NoDelete: true }
            ? throw new UsageException("--allow-delete and --no-delete exclude each other")
            : arguments;
    }
}
