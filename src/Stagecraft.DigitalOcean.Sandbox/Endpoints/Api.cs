using Stagecraft.DigitalOcean.Sandbox.Core;
using Stagecraft.DigitalOcean.Sandbox.Data;
using Stagecraft.DigitalOcean.Sandbox.Json;
using Stagecraft.DigitalOcean.Sandbox.Storage;

namespace Stagecraft.DigitalOcean.Sandbox.Endpoints;

/// <summary>The whole surface: wires the endpoints to the account.</summary>
internal static class Api
{
    public static Router CreateRouter(SandboxOptions options, Account account)
    {
        var catalog = Catalog.Default;
        var timing = Timing.Of(options);
        var view = new DropletView(catalog, options.CanReadTags);
        return new Router(
        [
            .. new AccountEndpoints(options.DropletLimit).Routes,
            .. new SshKeyEndpoints(account.SshKeys).Routes,
            .. new CatalogEndpoints(catalog, options.CanReadTags).Routes,
            .. new DropletEndpoints(account.Droplets, account.Tags, view, timing, options.CanReadTags).Routes,
            .. new DropletCreateEndpoint(
                account.Droplets, account.Actions, account.SshKeys, catalog, view, timing, options.DropletLimit).Routes,
            .. new ActionEndpoints(account.Actions, account.Droplets, new ActionView(catalog), options.CanReadActions).Routes,
            .. new TagEndpoints(account.Tags, options.CanReadTags).Routes,
            .. new TaggingEndpoints(account.Tags, account.Droplets).Routes,
        ]);
    }
}
