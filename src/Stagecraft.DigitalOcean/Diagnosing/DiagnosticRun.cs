using Stagecraft.Config;
using Stagecraft.DigitalOcean.Accounts;
using Stagecraft.DigitalOcean.Api;
using Stagecraft.DigitalOcean.Api.Client;
using Stagecraft.DigitalOcean.Settings;
using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Http;
using Stagecraft.Engine.Reading;
using Stagecraft.Errors;
using Stagecraft.Providers;

namespace Stagecraft.DigitalOcean.Diagnosing;

/// <summary>Reads what the checks rest on, first the one thing that tells whether the rest makes sense, then all else together.</summary>
internal sealed class DiagnosticRun(DigitalOceanClient client, RateGovernor governor, TimeProvider time, DiagnosticResults findings)
{
    public async Task RunAsync(AccountOptions options, DropletConfig config, Uri apiUrl, bool hasToken, CancellationToken cancellationToken)
    {
        Probe<Dated<Account>> owner = await Probe<Dated<Account>>.OfAsync(client.GetAccountAsync(cancellationToken)).ConfigureAwait(false);
        DateTimeOffset now = time.GetUtcNow();
        string address = apiUrl.GetLeftPart(UriPartial.Authority);
        if (owner.Problem is { } wrong && wrong.Code is not (ErrorCodes.Unauthorized or ErrorCodes.Forbidden))
        {
            findings.Fail(Checks.Api, wrong with { Hint = wrong.Hint ?? $"see that {address} can be reached from here, and what status.digitalocean.com says" });
            return;
        }

        findings.Ok(Checks.Api, $"{address} answers");
        ClockCheck.Tell(findings, now, owner.Value?.ServerTime ?? owner.ServerTime);
        if (!hasToken)
        {
            return;
        }

        if (owner.Problem is { Code: ErrorCodes.Unauthorized } refused)
        {
            findings.Fail(Checks.Authentication, refused);
            return;
        }

        findings.Ok(Checks.Authentication, "the token is accepted");
        await RestAsync(options, config, owner, cancellationToken).ConfigureAwait(false);
    }

    private async Task RestAsync(AccountOptions options, DropletConfig config, Probe<Dated<Account>> owner, CancellationToken cancellationToken)
    {
        string? keyName = Text(options.Config, "ssh_key_name");
        string image = Text(options.Config, "default_image") ?? DigitalOceanSettings.ImageByDefault;
        Task<Probe<IReadOnlyList<Machine>>> droplets = Probe<IReadOnlyList<Machine>>.OfAsync(ReadDropletsAsync(cancellationToken));
        Task<Probe<Listing<Tag>>> tags = Probe<Listing<Tag>>.OfAsync(client.ListTagsAsync(cancellationToken));
        Task<Probe<SshKey>>? key = keyName is null ? null : Probe<SshKey>.OfAsync(KeyFinder.FindAsync(client, keyName, cancellationToken));
        Task<Probe<Listing<Region>>> regions = Probe<Listing<Region>>.OfAsync(client.ListRegionsAsync(cancellationToken));
        Task<Probe<Listing<Size>>> sizes = Probe<Listing<Size>>.OfAsync(client.ListSizesAsync(cancellationToken));
        Task<Probe<Dated<Image?>>> images = Probe<Dated<Image?>>.OfAsync(client.GetImageAsync(image, cancellationToken));
        Task<Probe<Dated<IReadOnlyList<DropletAction>>>> actions =
            Probe<Dated<IReadOnlyList<DropletAction>>>.OfAsync(client.GetActionsAsync(RequestPriority.Working, cancellationToken));
        await Task.WhenAll([droplets, tags, regions, sizes, images, actions, .. key is null ? (Task[])[] : [key]]).ConfigureAwait(false);

        Probe<IReadOnlyList<Machine>> there = await droplets.ConfigureAwait(false);
        Probe<Listing<Tag>> spelt = await tags.ConfigureAwait(false);
        Probe<SshKey>? found = key is null ? null : await key.ConfigureAwait(false);
        ScopeCheck.Tell(
            findings,
            needed:
            [
                ("droplet:read, tag:read", there.Problem),
                ("tag:read", spelt.Problem),
                ("ssh_key:read", found?.Problem),
                ("regions:read", (await regions.ConfigureAwait(false)).Problem),
                ("sizes:read", (await sizes.ConfigureAwait(false)).Problem),
                ("image:read", (await images.ConfigureAwait(false)).Problem),
            ],
            useful: [("account:read", owner.Problem), ("actions:read", (await actions.ConfigureAwait(false)).Problem)]);
        KeyCheck.Tell(findings, keyName, found);
        AccountChecks.TellAccount(findings, owner.Value?.Value);
        AccountChecks.TellRate(findings, governor.Hour);
        new DropletChecks(findings, options, config).Tell(there, owner.Value?.Value.DropletLimit);
        DropletChecks.TellSpelling(findings, spelt);
    }

    private static string? Text(ConfigNode section, string key) =>
        (section as ConfigMapping)?.Find(key) is ConfigScalar { Value: { Length: > 0 } value } ? value : null;

    private async Task<IReadOnlyList<Machine>> ReadDropletsAsync(CancellationToken cancellationToken)
    {
        AccountSnapshot snapshot = await new AccountReader(client).ReadAsync(new SnapshotRequest { OwnerTag = null }, cancellationToken).ConfigureAwait(false);
        return TagPermission.Require(snapshot.Machines, DropletTerms.Terms);
    }
}
