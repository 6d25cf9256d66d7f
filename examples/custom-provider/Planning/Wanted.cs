using FileHosts.Settings;
using Stagecraft.Config;
using Stagecraft.Errors;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace FileHosts.Planning;

/// <summary>What is wanted of one environment.</summary>
internal sealed record Wanted
{
    public required Ownership Ownership { get; init; }

    public required PlanIntent Intent { get; init; }

    /// <summary>Where the machines are.</summary>
    public required string File { get; init; }

    /// <summary>The declared hosts, sorted by name; none where the environment is to be cleared.</summary>
    public required IReadOnlyList<DeclaredHost> Hosts { get; init; }

    /// <summary>The hosts to limit the plan to, sorted; empty for all.</summary>
    public required IReadOnlyList<string> Targets { get; init; }

    /// <summary>The hosts to delete and create anew, sorted.</summary>
    public required IReadOnlyList<string> Replace { get; init; }

    /// <exception cref="CloudProviderException">The section is wrong, or does not declare what is asked for: <c>config_invalid</c>, all problems together.</exception>
    public static Wanted Of(PlanOptions options)
    {
        if (!NameRule.IsValid(options.Environment))
        {
            throw Invalid(new Problem(ErrorCodes.ConfigInvalid, $"{Excerpt.Of(options.Environment)} is not a name for an environment", NameRule.Hint));
        }

        bool converges = options.Intent == PlanIntent.Converge;
        FileSettings settings = converges
            ? SectionReader.Read(options.Config, options.Project, out IReadOnlyList<Problem> problems) ?? throw Invalid([.. problems])
            : SectionReader.ReadPlace(options.Config, options.Project);
        Wanted wanted = new Wanted
        {
            Ownership = new Ownership(options.Project, options.Environment),
            Intent = options.Intent,
            File = settings.File,
            Hosts = converges ? HostsOf(settings, options.Environment) : [],
            Targets = Names(options.Targets),
            Replace = Names(options.Replace),
        };
        Problem[] unknown = [.. wanted.Replace.Where(r => !wanted.Hosts.Any(h => h.Name == r) || !wanted.IsTarget(r)).Select(r => new Problem(
            ErrorCodes.ConfigInvalid,
            $"host {Excerpt.Of(r)} cannot be replaced: it is not declared, or is not among the targets"))];
        return unknown.Length == 0 ? wanted : throw Invalid(unknown);
    }

    public bool IsTarget(string? host) => Targets.Count == 0 || Targets.Contains(host, StringComparer.Ordinal);

    public HostSpec SpecOf(DeclaredHost host) => new()
    {
        Name = host.Name,
        MachineName = Ownership.MachineName(host.Name),
        Role = host.Role,
        Size = host.Size,
        Region = Planner.Nowhere,
        Image = Planner.Nowhere,
        Tags = Ownership.TagsFor(host.Role),
    };

    private static IReadOnlyList<DeclaredHost> HostsOf(FileSettings settings, string environment)
    {
        if (settings.Environments.TryGetValue(environment, out IReadOnlyList<DeclaredHost>? hosts))
        {
            return hosts;
        }

        string known = settings.Environments.Count == 0 ? "none is" : "known: " + string.Join(", ", settings.Environments.Keys);
        string? hint = Suggestion.Nearest(environment, settings.Environments.Keys) is { } near ? $"did you mean '{near}'?" : null;
        throw Invalid(new Problem(ErrorCodes.ConfigInvalid, $"environment '{environment}' is not declared ({known})", hint));
    }

    private static string[] Names(IReadOnlyList<string> names) => [.. names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static CloudProviderException Invalid(params IReadOnlyList<Problem> problems) => new(FileProvider.ProviderId, problems);
}
