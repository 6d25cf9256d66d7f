using System.CommandLine.Parsing;
using Stagecraft.Cli.Cloud;
using Stagecraft.Cli.Errors;
using Stagecraft.Cli.Terminal;

namespace Stagecraft.Cli.Arguments;

/// <summary>The validated arguments of <c>ssh</c>.</summary>
/// <param name="Host">The name of the host.</param>
/// <param name="Command">The words of the remote command; none for a session.</param>
internal sealed record SshArguments(string Host, IReadOnlyList<string> Command)
{
    /// <exception cref="UsageException">The command is not after <c>--</c>, the host is, or an option does not apply.</exception>
    internal static SshArguments From(ParseResult parsed, GlobalArguments global)
    {
        if (global.Sandbox)
        {
            throw new UsageException("--sandbox does not apply to 'infra ssh'", $"{Clouds.AnyMachines} of the sandbox run no software");
        }

        if (GlobalOptions.IsGiven(parsed, "--output"))
        {
            throw new UsageException("--output does not apply to 'infra ssh'", "the output is that of ssh");
        }

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
