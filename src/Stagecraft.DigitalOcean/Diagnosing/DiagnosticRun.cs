using System.Text.Json.Nodes;
using Stagecraft.DigitalOcean.Accounts;
using Stagecraft.DigitalOcean.Api;
using Stagecraft.DigitalOcean.Api.Client;
using Stagecraft.DigitalOcean.Settings;
using Stagecraft.Engine.Diagnosing;
using Stagecraft.Engine.Reading;

namespace Stagecraft.DigitalOcean.Diagnosing;

/// <summary>Reads the account, and everything else together if that succeeds, then runs the checks.</summary>
internal sealed class DiagnosticRun(
    DigitalOceanClient client, Func<(int Limit, int? Left)> hour, TimeProvider time, DiagnosticResults results)
{
    private readonly ConnectionChecks _checks = new(results);

    public async Task RunAsync(AccountOptions options, DropletConfig config, Uri apiUrl, bool hasToken, CancellationToken cancellationToken)
    {
        Probe<Dated<Account>> account = await Probe<Dated<Account>>.OfAsync(client.GetAccountAsync(cancellationToken))
            .ConfigureAwait(false);
        DateTimeOffset now = time.GetUtcNow();
        string address = apiUrl.GetLeftPart(UriPartial.Authority);
        if (account.Problem is { } problem && problem.Code is not (ErrorCodes.Unauthorized or ErrorCodes.Forbidden))
        {
            results.Fail(Checks.Api, problem with { Hint = $"{problem.Hint ?? "the API failed"}; see also status.digitalocean.com" });
            return;
        }

        results.Ok(Checks.Api, $"{address} responds");
        ClockCheck.Check(results, now, account.Value?.ServerTime ?? account.ServerTime);
        if (!hasToken)
        {
            return;
        }

        if (account.Problem is { Code: ErrorCodes.Unauthorized } refused)
        {
            results.Fail(Checks.Authentication, refused);
            return;
        }

        results.Ok(Checks.Authentication, "the token is accepted");
        await CheckAccountAsync(options, config, account, cancellationToken).ConfigureAwait(false);
    }

    private async Task CheckAccountAsync(
        AccountOptions options, DropletConfig config, Probe<Dated<Account>> account, CancellationToken cancellationToken)
    {
        IReadOnlyList<Setting<string>> keyNames = SshKeyRule.Named(options.Config);
        string image = Text(options.Config, SectionKeys.DefaultImage) ?? SectionKeys.DefaultImage.Default!;
        Task<Probe<IReadOnlyList<Machine>>> droplets = Probe<IReadOnlyList<Machine>>.OfAsync(ReadDropletsAsync(cancellationToken));
        Task<Probe<Listing<Tag>>> tags = Probe<Listing<Tag>>.OfAsync(client.ListTagsAsync(cancellationToken));
        Task<Probe<IReadOnlyList<SshKey>>>? key = keyNames.Count == 0
            ? null : Probe<IReadOnlyList<SshKey>>.OfAsync(AccessKeys.ReadAsync(client, keyNames, cancellationToken));
        Task<Probe<Listing<Region>>> regions = Probe<Listing<Region>>.OfAsync(client.ListRegionsAsync(cancellationToken));
        Task<Probe<Listing<Size>>> sizes = Probe<Listing<Size>>.OfAsync(client.ListSizesAsync(cancellationToken));
        Task<Probe<Dated<Image?>>> images = Probe<Dated<Image?>>.OfAsync(client.GetImageAsync(image, cancellationToken));
        Task<Probe<Dated<IReadOnlyList<DropletAction>>>> actions =
            Probe<Dated<IReadOnlyList<DropletAction>>>.OfAsync(client.GetActionsAsync(RequestPriority.Working, cancellationToken));
        (ResourceRoute Route, bool IsRequired, Task<Probe<Listing<JsonObject>>> List)[] lists =
        [
            .. ResourceReads.Of(config).Select(r => (r.Route, r.IsRequired, Probe<Listing<JsonObject>>.OfAsync(
                client.Resources.ListAsync(r.Route, RequestPriority.Working, cancellationToken)))),
        ];
        await Task.WhenAll(
            [droplets, tags, regions, sizes, images, actions, .. lists.Select(l => l.List), .. key is null ? (Task[])[] : [key]])
            .ConfigureAwait(false);

        Probe<IReadOnlyList<Machine>> existing = await droplets.ConfigureAwait(false);
        Probe<Listing<Tag>> allTags = await tags.ConfigureAwait(false);
        Probe<IReadOnlyList<SshKey>>? foundKeys = key is null ? null : await key.ConfigureAwait(false);
        List<(string Scope, Problem? Problem, bool IsRequired)> resources = [];
        foreach ((ResourceRoute route, bool isRequired, Task<Probe<Listing<JsonObject>>> list) in lists)
        {
            resources.Add((route.Scope, (await list.ConfigureAwait(false)).Problem, isRequired));
        }

        _checks.Scopes(
            required:
            [
                ("droplet:read, tag:read", existing.Problem),
                ("tag:read", allTags.Problem),
                ("ssh_key:read", foundKeys?.Problem),
                ("regions:read", (await regions.ConfigureAwait(false)).Problem),
                ("sizes:read", (await sizes.ConfigureAwait(false)).Problem),
                ("image:read", (await images.ConfigureAwait(false)).Problem),
                .. resources.Where(r => r.IsRequired).Select(r => (r.Scope, r.Problem)),
            ],
            optional:
            [
                ("account:read", account.Problem, "limits are not checked before creating"),
                ("actions:read", (await actions.ConfigureAwait(false)).Problem, "the first create waits longer"),
                .. resources.Where(r => !r.IsRequired)
                    .Select(r => (r.Scope, r.Problem, "resources that the file no longer declares are not found")),
            ]);
        _checks.SshKeys(keyNames, foundKeys);
        _checks.Account(account.Value?.Value);
        _checks.RateLimit(hour());
        DropletChecks checks = new(results, options, config);
        checks.Droplets(existing.Value, account.Value?.Value.DropletLimit);
        checks.TagSpelling(allTags.Value);
    }

    private static string? Text(ConfigNode section, SettingKey key) =>
        (section as ConfigMapping)?.Find(key.Name) is ConfigScalar { Value: { Length: > 0 } value } ? value : null;

    private async Task<IReadOnlyList<Machine>> ReadDropletsAsync(CancellationToken cancellationToken)
    {
        AccountSnapshot snapshot = await new AccountReader(client).ReadAsync(new SnapshotRequest { OwnerTag = null }, cancellationToken)
            .ConfigureAwait(false);
        return TagPermission.Require(snapshot.Machines, DropletTerms.Terms);
    }
}
