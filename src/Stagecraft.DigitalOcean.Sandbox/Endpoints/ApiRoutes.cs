using Stagecraft.DigitalOcean.Sandbox.Core;
using Stagecraft.DigitalOcean.Sandbox.Data;
using Stagecraft.DigitalOcean.Sandbox.Droplets;
using Stagecraft.DigitalOcean.Sandbox.Json;
using Stagecraft.DigitalOcean.Sandbox.Storage;
using Stagecraft.Sandbox.Faults;

namespace Stagecraft.DigitalOcean.Sandbox.Endpoints;

/// <summary>Connects all endpoints to the account.</summary>
internal static class ApiRoutes
{
    private const int DefaultVolumeLimit = 100;

    public static Router CreateRouter(SandboxOptions options, Account account, FaultInjector faults)
    {
        Catalog catalog = Catalog.Default;
        ImageFinder images = new ImageFinder(catalog, account.Snapshots);
        DropletView view = new DropletView(catalog, images);
        ActionView actionView = new ActionView(catalog);
        FirewallReferences firewallReferences = new FirewallReferences(account.Tags, account.Droplets);
        LoadBalancerReferences balancerReferences = new LoadBalancerReferences(
            account.Tags, account.Droplets, account.Vpcs, account.Certificates, account.Projects, catalog);
        return new Router(
        [
            .. NotEmulated.Routes,
            .. new EmptyListEndpoints(account.Droplets).Routes,
            .. new AccountEndpoints(options).Routes,
            .. new SshKeyEndpoints(account.SshKeys).Routes,
            .. new CatalogEndpoints(catalog).Routes,
            .. new VpcEndpoints(account.Vpcs, account.DropletLists, account.LoadBalancers, catalog).Routes,
            .. new DropletEndpoints(account.Droplets, account.Tags, view).Routes,
            .. new DropletCreateEndpoint(
                account.Droplets,
                account.Actions,
                account.SshKeys,
                new DropletPlaces(account.Vpcs, account.Volumes, images, catalog),
                view,
                faults,
                options.DropletLimit).Routes,
            .. new DropletActionEndpoint(
                account.Droplets, account.Tags, account.Snapshots, images, new DropletActionRules(catalog), actionView).Routes,
            .. new ImageEndpoints(catalog, images, account.Snapshots).Routes,
            .. new SnapshotEndpoints(account.Snapshots, account.Droplets, account.Volumes).Routes,
            .. new ActionEndpoints(account.Actions, account.Droplets, account.Volumes, account.ReservedIps, actionView).Routes,
            .. new DestroyEndpoints(account).Routes,
            .. new BackupPolicyEndpoints(account.Droplets, account.DropletLists).Routes,
            .. new FirewallEndpoints(account.Firewalls, firewallReferences, account.Droplets).Routes,
            .. new FirewallPartEndpoints(account.Firewalls, firewallReferences).Routes,
            .. new VolumeEndpoints(account.Volumes, account.Snapshots, catalog, options.VolumeLimit ?? DefaultVolumeLimit).Routes,
            .. new VolumeActionEndpoints(account.Volumes, account.Droplets, account.Tags, actionView).Routes,
            .. new ReservedIpEndpoints(
                account.ReservedIps, account.Droplets, account.Projects, view, actionView, catalog, options.ReservedIpLimit).Routes,
            .. new LoadBalancerEndpoints(account.LoadBalancers, balancerReferences, catalog).Routes,
            .. new CertificateEndpoints(account.Certificates).Routes,
            .. new ProjectEndpoints(account.Projects, account.ReservedIps).Routes,
            .. new AlertPolicyEndpoints(account.AlertPolicies, account.Tags).Routes,
            .. new TagEndpoints(account.Tags).Routes,
            .. new TaggingEndpoints(account.Tags, account.Droplets, account.Volumes, account.Snapshots).Routes,
        ]);
    }
}
