using Stagecraft.Cli.Arguments;
using Stagecraft.Cli.Context;

namespace Stagecraft.Cli.Commands;

/// <summary>The input of a command's action.</summary>
/// <param name="Global">The global options.</param>
/// <param name="ContextOf">The context of a parsed command line.</param>
internal sealed record Invocation(GlobalOptions Global, Func<ParseResult, CommandContext> ContextOf)
{
    internal GlobalArguments Arguments(ParseResult parsed, CommandContext context) => GlobalArguments.From(parsed, Global, context.Environment);
}
