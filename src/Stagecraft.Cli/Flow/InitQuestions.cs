using Stagecraft.Cli.Arguments;
using Stagecraft.Cli.Cloud;
using Stagecraft.Cli.Context;
using Stagecraft.Cli.Errors;
using Stagecraft.Cli.Rendering;

namespace Stagecraft.Cli.Flow;

/// <summary>The questions of <c>init</c>. Without a terminal, each has its default.</summary>
internal sealed class InitQuestions(
    CommandContext context, GlobalArguments arguments, InitArguments init, CancellationToken cancellationToken)
{
    private const int MaxShown = 12;

    internal async Task<CloudDescription> CloudAsync() => init.Cloud ?? (context.Io.CanAsk
        ? await AskAsync(
            "Cloud",
            [.. Clouds.All.Select(c => new[] { c.Id, c.Terms.Cloud })],
            Clouds.Default.Id,
            a => Clouds.Find(a) ?? throw new UsageException(
                $"{Excerpt.Of(a)} is not a cloud", $"available: {string.Join(", ", Clouds.All.Select(c => c.Id))}"))
        : Clouds.Default);

    /// <summary>The settings that the catalog of the account requires.</summary>
    /// <exception cref="UsageException">There is neither a terminal nor an account id.</exception>
    internal async Task<InitConnection> ConnectionAsync(CloudDescription cloud)
    {
        InitTemplate template = cloud.Init;
        string? account = init.AccountId;
        if (account is null && template.SandboxAccount is { } ofSandbox)
        {
            account = arguments.Sandbox ? ofSandbox
                : context.Io.CanAsk ? await AskAsync("Account id", [], null, template.RequireAccount)
                : throw new UsageException(
                    "not an interactive terminal, and the account id is not known",
                    $"pass --account-id ID; this prints it: {template.AccountCommand}");
        }

        string? region = init.Region;
        if (region is null && template.IsRegional)
        {
            region = await AskAsync("Region", [], template.DefaultRegion(context.Environment.Variable), a => a);
        }

        return new InitConnection(init.Key, init.TokenVariable, account, region);
    }

    internal async Task<InitAnswers> AnswersAsync(CloudDescription cloud, InitConnection connection, CloudCatalog offer)
    {
        // Options are checked before the first question.
        string? key = init.Key is null ? null : InitChoices.Key(offer, init.Key);
        string? region = connection.Region is null ? null : InitChoices.Region(offer, connection.Region);
        string? project = init.Project is null ? null : InitChoices.Name("a project", init.Project);
        string? environment = arguments.Environment is null ? null : InitChoices.Name("an environment", arguments.Environment);
        IReadOnlyList<(string, int)>? hosts = init.Hosts is null ? null : InitChoices.Hosts(init.Hosts);
        if (region is not null && init.Size is not null)
        {
            InitChoices.Size(offer, region, init.Size);
        }

        project ??= await AskAsync("Project", [], InitChoices.DefaultProject(Folder(arguments)), a => InitChoices.Name("a project", a));
        environment ??= await AskAsync("Environment", [], "staging", a => InitChoices.Name("an environment", a));
        key ??= await AskAsync(
            "SSH key",
            [.. offer.SshKeys.Select(k => new[] { k.Name, k.Id, k.Fingerprint })],
            offer.SshKeys is [CatalogKey only] ? only.Name : null,
            a => InitChoices.Key(offer, a));
        region ??= await AskAsync(
            "Region",
            [.. offer.Regions.Select(r => new[] { r.Slug, r.Name })],
            InitChoices.DefaultRegion(cloud.Init.DefaultRegion(context.Environment.Variable), offer),
            a => InitChoices.Region(offer, a));
        IReadOnlyList<CatalogSize> sizes = InitChoices.Sizes(offer, region);
        string size = init.Size is not null
            ? InitChoices.Size(offer, region, init.Size).Slug
            : await AskAsync(
                sizes.Count > MaxShown ? $"Size ({MaxShown} of {sizes.Count} are listed)" : "Size",
                [.. sizes.Take(MaxShown).Select(s => new[] { s.Slug, Price(s) })],
                sizes is [CatalogSize cheapest, ..] ? cheapest.Slug : null,
                a => InitChoices.Size(offer, region, a).Slug);
        hosts ??= await AskAsync("Hosts, as ROLE=COUNT", [], "app=1", InitChoices.Hosts);
        return new InitAnswers(project, key, region, size, environment, hosts);
    }

    private static string Price(CatalogSize size) =>
        size.PriceMonthly is { } price ? $"{Words.Money(price)} USD a month" : "price unknown";

    private Task<T> AskAsync<T>(string question, IReadOnlyList<string[]> choices, string? byDefault, Func<string, T> read) =>
        Prompt.AskAsync(context.Io, question, choices, byDefault, read, cancellationToken);

    private static string Folder(GlobalArguments arguments) =>
        Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(arguments.Config))) ?? "";
}
