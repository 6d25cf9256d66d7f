using System.CommandLine.Completions;
using System.CommandLine.Parsing;
using Stagecraft.Cli.Arguments;
using Stagecraft.Cli.Cloud;
using Stagecraft.Cli.Context;

namespace Stagecraft.Cli.Commands;

/// <summary>The candidates for completion: words of the parser, and names from the config file.</summary>
internal sealed class Candidates
{
    private readonly CliEnvironment _environment;
    private readonly Command _root;

    internal Candidates(CliEnvironment environment, Command root)
    {
        (_environment, _root) = (environment, root);
        AddSources(root);
    }

    /// <param name="before">The words before, without the command's own name.</param>
    internal IEnumerable<(string Word, string? Meaning)> After(IReadOnlyList<string> before, string current)
    {
        // Words after this are those of a program on a host.
        if (before.Contains("--"))
        {
            return [];
        }

        // bash splits at '=' and ':'; other shells keep them in the word.
        List<string> words = [.. before.Where(w => w != "=")];
        string prefix = "";
        int hidden = 0;
        if (words is [.., var head, ":"])
        {
            hidden = head.Length + 1;
            current = $"{head}:{current}";
            words.RemoveRange(words.Count - 2, 2);
        }

        if (current.StartsWith("--", StringComparison.Ordinal) && current.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals)
        {
            words.Add(current[..equals]);
            prefix = current[..(equals + 1)];
            current = current[(equals + 1)..];
        }

        ParseResult parsed = Parsed(words);
        CompletionItem[] all =
        [
            .. Described(parsed.CommandResult.Command, parsed.GetCompletions())
                .Where(c => c.Label.StartsWith(current, StringComparison.Ordinal))
                .Where(c => !c.Label.StartsWith('-') || c.Label.StartsWith("--", StringComparison.Ordinal))
                .DistinctBy(c => c.Label),
        ];

        // Options are offered after a dash, or if there is nothing else.
        CompletionItem[] names = [.. all.Where(c => !c.Label.StartsWith('-'))];
        return (current.StartsWith('-') || names.Length == 0 ? all : names).Select(c => (prefix + c.Label[hidden..], c.Detail));
    }

    // A short form is listed once, without its aliases. Options that do not apply are not listed.
    private static IEnumerable<CompletionItem> Described(Command command, IEnumerable<CompletionItem> items)
    {
        Dictionary<string, DocumentedCommand> shorts =
            (command as DocumentedCommand)?.ShortForms.ToDictionary(c => c.Name, StringComparer.Ordinal) ?? [];
        HashSet<string> aliases =
        [.. shorts.Values.SelectMany(c => c.Aliases), .. (command as DocumentedCommand)?.Unlisted ?? []];
        return items.Where(i => !aliases.Contains(i.Label)).Select(i => shorts.TryGetValue(i.Label, out DocumentedCommand? full)
            ? new CompletionItem(i.Label, detail: $"Short form of '{ParseMistake.NameOf(full)}'")
            : i);
    }

    // The parser completes the last word if it is a value, and the next word if it is a command or an option.
    private ParseResult Parsed(List<string> words)
    {
        ParseResult parsed = _root.Parse(words, GlobalOptions.Parsing);
        return parsed.Tokens is [.., { Type: TokenType.Argument }] ? _root.Parse([.. words, ""], GlobalOptions.Parsing) : parsed;
    }

    private void AddSources(Command command)
    {
        foreach (Option option in command.Options)
        {
            string? values = option.Name switch
            {
                "--env" => "ENVIRONMENT",
                "--output" => "OUTPUT",
                "--replace" => "SELECTION OR OUTDATED",
                "--resize" or "--power-on" => "SELECTION",
                _ => option.HelpName,
            };
            if (SourceOf(values) is { } source)
            {
                option.CompletionSources.Add(source);
            }
        }

        foreach (Argument argument in command.Arguments)
        {
            if (SourceOf(argument.HelpName) is { } source)
            {
                argument.CompletionSources.Add(source);
            }
        }

        foreach (Command sub in command.Subcommands)
        {
            AddSources(sub);
        }
    }

    /// <summary>The source of the values of an option or argument, chosen by the word for its values.</summary>
    private Func<CompletionContext, IEnumerable<CompletionItem>>? SourceOf(string? values) => values switch
    {
        "ENVIRONMENT" => context => Items(Names(Mapping(Declared(context), "hosts"))),
        "HOST" or "HOST..." or "NEW" => context => Items(DeclaredHosts.Of(Declared(context), Environment(context))),
        "SELECTION" => context => Items(Selections(context)),
        "SELECTION OR OUTDATED" => context => Items([ChoiceArguments.Outdated, .. Selections(context)]),
        "KIND/NAME..." => context => Items(LoadBalancers(Mapping(Declared(context), "environments"), Environment(context))),
        "OUTPUT" =>
            context => Items(["text", "json", .. (context.ParseResult.CommandResult.Command as DocumentedCommand)?.MoreOutputs ?? []]),
        "[COMMAND...]" => _ => Items(((DocumentedCommand)_root).Own.Select(c => c.Name)),
        "SHELL" => _ => Items(CompletionScripts.Shells),
        not null when values.Contains('|', StringComparison.Ordinal) => _ => Items(values.Split('|')),
        _ => null,
    };

    // The provider's section of the config, even if the rest of it is invalid; none if it cannot be read.
    private ConfigMapping? Declared(CompletionContext context)
    {
        string file = context.ParseResult.GetValue<string>("--config") ?? _environment.Variable("STAGECRAFT_CONFIG") ?? "stagecraft.yml";
        try
        {
            return StagecraftFile.Parse(ConfigReader.Read(file)).File?.ProviderConfig as ConfigMapping;
        }
        catch (ConfigException)
        {
            return null;
        }
    }

    private static ConfigMapping? Mapping(ConfigMapping? parent, string key) => parent?.Find(key) as ConfigMapping;

    // The loss of other resources is permitted by names that the file does not declare any more.
    private static IEnumerable<string> LoadBalancers(ConfigMapping? environments, string? environment) => (environments?.Entries ?? [])
        .Where(e => environment is null || e.Key == environment)
        .SelectMany(e => Names(Mapping(e.Value as ConfigMapping, "load_balancers")))
        .Select(n => $"{ResourceKind.LoadBalancer}/{n}")
        .Distinct(StringComparer.Ordinal)
        .Order(StringComparer.Ordinal);

    private IEnumerable<string> Selections(CompletionContext context) =>
    [
        .. DeclaredHosts.Of(Declared(context), Environment(context)),
        .. DeclaredHosts.Roles(Declared(context), Environment(context)).Select(r => ChoiceArguments.RolePrefix + r),
    ];

    private static IEnumerable<string> Names(ConfigMapping? mapping) => (mapping?.Entries ?? []).Select(e => e.Key).Where(NameRule.IsValid);

    private string? Environment(CompletionContext context) =>
        context.ParseResult.GetValue<string>("--env") ?? _environment.Variable("STAGECRAFT_ENV");

    private static IEnumerable<CompletionItem> Items(IEnumerable<string> words) => words.Select(w => new CompletionItem(w));
}
