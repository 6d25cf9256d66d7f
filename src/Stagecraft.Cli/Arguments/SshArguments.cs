using System.CommandLine.Parsing;
using Stagecraft.Cli.Errors;
using Stagecraft.Cli.Terminal;

namespace Stagecraft.Cli.Arguments;

/// <summary>The validated arguments of <c>ssh</c>.</summary>
/// <param name="Host">The name of the host.</param>
/// <param name="Command">The words of the remote command; none for a session.</param>
internal sealed record SshArguments(string Host, IReadOnlyList<string> Command)
{
    /// <exception cref="UsageException">The command is not after <c>--</c>, or the host is.</exception>
    internal static SshArguments From(ParseResult parsed)
    {
        string host = parsed.GetValue<string>("host") ?? "";
        string[] command = parsed.GetValue<string[]>("command") ?? [];
        int after = parsed.Tokens.SkipWhile(t => t.Type != TokenType.DoubleDash).Skip(1).Count();
        return string.IsNullOrWhiteSpace(host) ? throw new UsageException("the host needs a name")
            : command.Length < after
                ? throw new UsageException("the host is missing before '--'", "for example `stagecraft infra ssh app-1 -- uptime`")
            : command.Length > after
                ? throw new UsageException(
                    $"the remote command has to follow '--': {command[0]}",
                    $"`stagecraft infra ssh {ShellText.Quote(host)} -- {string.Join(' ', command.Select(ShellText.Quote))}`")
            : new(host, command);
    }
}
