using Stagecraft.Cli.Errors;
using Stagecraft.Cli.Terminal;

namespace Stagecraft.Cli.Arguments;

/// <summary>What a plan is limited to, the hosts that it replaces, resizes or switches on, and the permitted losses. spec/cli/infra.md,
/// 2.4.1 to 2.4.3.3.</summary>
internal sealed record ChoiceArguments
{
    /// <summary>Selects the hosts that only a new machine can bring in line with the file.</summary>
    internal const string Outdated = "outdated";

    /// <summary>Before the name of a role whose hosts are selected.</summary>
    internal const string RolePrefix = "role:";

    internal IReadOnlyList<string> Targets { get; init; } = [];

    internal IReadOnlyList<string> Replace { get; init; } = [];

    internal IReadOnlyList<string> Resize { get; init; } = [];

    internal IReadOnlyList<string> PowerOn { get; init; } = [];

    /// <summary>Whether the new machine of a replaced host is created before the old one is deleted.</summary>
    internal bool Surge { get; init; }

    /// <summary>Whether a resize also grows the disk.</summary>
    internal bool ResizeDisk { get; init; }

    /// <summary>Each as <c>kind/name</c>.</summary>
    internal IReadOnlyList<string> AllowLoss { get; init; } = [];

    internal bool IsAny => Targets.Count + Replace.Count + Resize.Count + PowerOn.Count + AllowLoss.Count > 0;

    /// <summary>The options as words of a command line.</summary>
    internal IReadOnlyList<string> Words =>
    [
        .. WordsOf("--target", Targets),
        .. WordsOf("--replace", Replace),
        .. Surge && Replace.Count > 0 ? ["--surge"] : Array.Empty<string>(),
        .. WordsOf("--resize", Resize),
        .. ResizeDisk ? ["--resize-disk"] : Array.Empty<string>(),
        .. WordsOf("--power-on", PowerOn),
        .. WordsOf("--allow-loss", AllowLoss),
    ];

    /// <summary>The options of a command line.</summary>
    internal string Text => string.Concat(Words.Select(w => " " + ShellText.Quote(w)));

    internal static IReadOnlyList<Option> Options() =>
    [
        GlobalOptions.Names("--target", "Limit the plan to these hosts"),
        GlobalOptions.Names("--replace", "Recreate hosts (a name, role:ROLE, outdated)"),
        GlobalOptions.Flag("--surge", "With --replace: create before deleting"),
        GlobalOptions.Names("--resize", "Power off and resize hosts (a name, role:ROLE)"),
        GlobalOptions.Flag("--resize-disk", "Resize disks too, which cannot be undone"),
        GlobalOptions.Names("--power-on", "Switch on hosts (a name, role:ROLE)"),
        GlobalOptions.AllowLoss(),
    ];

    /// <exception cref="UsageException">Options contradict each other, or a value is invalid.</exception>
    internal static ChoiceArguments From(ParseResult parsed)
    {
        ChoiceArguments choice = new()
        {
            Targets = Names(parsed, "--target", []),
            Replace = Names(parsed, "--replace", [RolePrefix, Outdated]),
            Resize = Names(parsed, "--resize", [RolePrefix]),
            PowerOn = Names(parsed, "--power-on", [RolePrefix]),
            Surge = parsed.GetValue<bool>("--surge"),
            ResizeDisk = parsed.GetValue<bool>("--resize-disk"),
            AllowLoss = Losses(parsed),
        };
        RequireTargets(choice.Targets, "--replace", choice.Replace);
        RequireTargets(choice.Targets, "--resize", choice.Resize);
        RequireTargets(choice.Targets, "--power-on", choice.PowerOn);
        if (choice is { Surge: true, Replace.Count: 0 })
        {
            throw new UsageException("--surge requires --replace", "for example --replace role:app --surge");
        }

        return choice is { ResizeDisk: true, Resize.Count: 0 }
            ? throw new UsageException("--resize-disk requires --resize", "for example --resize app-1 --resize-disk")
            : choice;
    }

    private static void RequireTargets(IReadOnlyList<string> targets, string option, IReadOnlyList<string> names)
    {
        string[] outside =
        [
            .. names.Except(targets, StringComparer.Ordinal)
                .Where(n => n != Outdated && !n.StartsWith(RolePrefix, StringComparison.Ordinal)),
        ];
        if (targets.Count > 0 && outside.Length > 0)
        {
            throw new UsageException(
                $"{option} includes hosts that are not in --target: {string.Join(", ", outside)}",
                "add them to --target, or omit --target");
        }
    }

    private static IEnumerable<string> WordsOf(string option, IReadOnlyList<string> names) =>
        names.Count == 0 ? [] : [option, string.Join(',', names)];

    /// <param name="parsed">The command line.</param>
    /// <param name="option">The option.</param>
    /// <param name="selectors">What it accepts in addition to names.</param>
    private static string[] Names(ParseResult parsed, string option, IReadOnlyList<string> selectors)
    {
        string[] names = Values(parsed, option);
        if (names.Contains("") || names.Contains(RolePrefix))
        {
            throw new UsageException($"{option} requires host names", Example(selectors));
        }

        string? wrong = names.FirstOrDefault(n => n.Contains(':', StringComparison.Ordinal)
            && !(selectors.Contains(RolePrefix) && n.StartsWith(RolePrefix, StringComparison.Ordinal)));
        return wrong is null ? names : throw new UsageException($"invalid value {Excerpt.Of(wrong)} for {option}", Example(selectors));
    }

    private static string Example(IReadOnlyList<string> selectors) =>
        "for example " + string.Join(" or ", ["app-1", "app-1,app-2", .. selectors.Select(s => s == RolePrefix ? "role:app" : s)]);

    private static string[] Losses(ParseResult parsed)
    {
        string[] names = Values(parsed, "--allow-loss");
        return names.FirstOrDefault(n => !IsAddress(n)) is { } wrong
            ? throw new UsageException(
                $"invalid value {Excerpt.Of(wrong)} for --allow-loss", "for example load_balancer/web or volume/db-1-data")
            : names;
    }

    private static bool IsAddress(string text) =>
        text.Split('/', 2) is [var kind, { Length: > 0 }] && kind != ResourceKind.Host && ResourceKind.IsKnown(kind);

    private static string[] Values(ParseResult parsed, string option) =>
    [
        .. (parsed.GetValue<string[]>(option) ?? []).SelectMany(v => v.Split(',')).Select(n => n.Trim())
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
    ];
}
