using System.CommandLine;

namespace Stagecraft.Cli.Arguments;

/// <summary>How far <c>up</c> may go unasked.</summary>
internal sealed record UpArguments(bool Yes, bool DryRun, bool AllowDelete, bool NoDelete)
{
    /// <summary>The file of the reviewed plan, or null.</summary>
    internal string? Plan { get; private init; }

    /// <exception cref="UsageException">They contradict each other.</exception>
    internal static UpArguments From(ParseResult parsed, UpOptions options)
    {
        var arguments = new UpArguments(
            parsed.GetValue(options.Yes),
            parsed.GetValue(options.DryRun),
            parsed.GetValue(options.AllowDelete),
            parsed.GetValue(options.NoDelete))
        {
            Plan = GlobalArguments.NotEmpty(parsed, options.Plan),
        };
        return arguments switch
        {
            { AllowDelete: true, NoDelete: true } => throw new UsageException("--allow-delete and --no-delete exclude each other"),
            { Plan: not null, NoDelete: true } => throw new UsageException("--no-delete and --plan exclude each other", "a reviewed plan is carried out as it is"),
            _ => arguments,
        };
    }
}
