using Stagecraft.Aws.Api;
using Stagecraft.Aws.Settings;

namespace Stagecraft.Aws.Accounts;

/// <summary>Checks that everything the hosts to create name exists in their regions. A mistake in a default is one problem, whatever the
/// number of hosts.</summary>
internal static class CatalogCheck
{
    public static IEnumerable<Problem> Check(IEnumerable<Ec2Host> hosts, IReadOnlyDictionary<string, RegionCatalog> catalogs) =>
        ConfigProblems.ByPlace(hosts
            .Where(h => catalogs.ContainsKey(h.Region))
            .SelectMany(h => Check(h, catalogs[h.Region]).Select(p => (Host: h.Name, Problem: p)))
            .GroupBy(p => (p.Problem.Message, p.Problem.Location, Path: p.Problem.Location is null ? p.Problem.Path : null))
            .Select(g => g.First().Problem with
            {
                Message = $"invalid config: {g.Key.Message} ({HostsText([.. g.Select(p => p.Host)])})",
            }));

    /// <summary>Checks that an instance can get the size of its host: the type exists in its zone, and has its architecture.</summary>
    public static IEnumerable<Problem> CheckResize(
        Ec2Host host, Ec2Machine machine, IReadOnlyDictionary<string, RegionCatalog> catalogs)
    {
        if (!catalogs.TryGetValue(host.Region, out RegionCatalog? catalog) || !catalog.Has(CatalogPart.Types))
        {
            return [];
        }

        Problem? wrong = SizeProblem(host, catalog, machine.Instance.Zone);
        if (wrong is null && machine.Instance.Architecture is { } architecture
            && catalog.Types[host.Size].Architectures is { Count: > 0 } supported && !supported.Contains(architecture))
        {
            wrong = At(
                host.SizeSetting,
                $"size '{host.Size}' has the architecture {supported[0]}, but instance {machine.Id} has {architecture}",
                "choose a size with the same architecture, or replace the host");
        }

        return wrong is null ? [] : [wrong with { Message = $"invalid config: {wrong.Message} (host '{host.Name}')" }];
    }

    private static IEnumerable<Problem> Check(Ec2Host host, RegionCatalog catalog)
    {
        Problem? size = SizeProblem(host, catalog, host.Zone?.Value ?? catalog.Subnets.GetValueOrDefault(host.Subnet?.Value ?? "")?.Zone);
        IEnumerable<Problem?> problems =
        [
            size, size is null ? ImageProblem(host, catalog) : null, RootVolumeProblem(host, catalog),
            SubnetProblem(host, catalog), KeyProblem(host, catalog),
            .. GroupProblems(host, catalog),
        ];
        return problems.OfType<Problem>();
    }

    private static Problem? SizeProblem(Ec2Host host, RegionCatalog catalog, string? zone)
    {
        if (!catalog.Has(CatalogPart.Types))
        {
            return null;
        }

        if (!catalog.Types.ContainsKey(host.Size))
        {
            return At(
                host.SizeSetting,
                $"size '{host.Size}' does not exist in {host.Region}",
                $"list the sizes with: aws ec2 describe-instance-types --region {host.Region}");
        }

        return zone is null || !catalog.Has(CatalogPart.Zones) || catalog.ZonesByType[host.Size].Contains(zone)
            ? null
            : At(
                host.SizeSetting,
                $"size '{host.Size}' is not offered in zone '{zone}'",
                $"it is offered in: {string.Join(", ", catalog.ZonesByType[host.Size].Order(StringComparer.Ordinal))}");
    }

    private static Problem? ImageProblem(Ec2Host host, RegionCatalog catalog)
    {
        if (!catalog.Has(CatalogPart.Types, CatalogPart.Images))
        {
            return null;
        }

        if (catalog.ImageOf(host) is not { } image)
        {
            return At(
                host.ImageSetting,
                $"image '{host.Image}' does not exist in {host.Region}",
                $"use {string.Join(", ", ImageAlias.All.Select(a => a.Name))}, the id of an image of the region, or ssm:/PATH");
        }

        if (image.State != "available")
        {
            return At(
                host.ImageSetting,
                $"image '{host.Image}' is not available (state {Excerpt.Of(image.State)})",
                "choose another image, or wait until it is available");
        }

        AwsInstanceType type = catalog.Types[host.Size];
        return image.Architecture is null || type.Architectures.Count == 0 || type.Architectures.Contains(image.Architecture)
            ? null
            : At(
                host.ImageSetting,
                $"image '{host.Image}' has the architecture {Excerpt.Of(image.Architecture)}, "
                    + $"but size '{host.Size}' has {type.Architectures[0]}",
                "choose an image and a size with the same architecture");
    }

    private static Problem? RootVolumeProblem(Ec2Host host, RegionCatalog catalog) =>
        host.RootVolumeSize is { } size && catalog.ImageOf(host)?.RootSize is { } least && size.Value < least
            ? new(
                ErrorCodes.ConfigInvalid,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"root_volume_size is {size.Value}, but image '{host.Image}' has a root volume of {least} GiB"),
                string.Create(CultureInfo.InvariantCulture, $"set it to at least {least}, or remove it"),
                size.Location,
                size.Path)
            : null;

    private static Problem? SubnetProblem(Ec2Host host, RegionCatalog catalog)
    {
        if (host.Subnet is not { } subnet)
        {
            return catalog.Defaults.Count > 0 || !catalog.Has(CatalogPart.DefaultSubnets)
                ? null
                : At(
                    host.RegionSetting,
                    $"region '{host.Region}' has no default subnet",
                    "declare a subnet, or create a default VPC with: aws ec2 create-default-vpc");
        }

        if (!catalog.Has(CatalogPart.Subnets))
        {
            return null;
        }

        return !catalog.Subnets.TryGetValue(subnet.Value, out AwsSubnet? found)
            ? At(subnet, $"subnet '{subnet.Value}' does not exist in {host.Region}", null)
            : host.Zone is { } zone && zone.Value != found.Zone
                ? At(
                    zone,
                    $"subnet '{subnet.Value}' is in zone '{found.Zone}', not in '{zone.Value}'",
                    "remove zone, or choose another subnet")
                : null;
    }

    private static Problem? KeyProblem(Ec2Host host, RegionCatalog catalog) =>
        host.SshKeyName is not { } key || !catalog.Has(CatalogPart.KeyPairs) || catalog.KeyPairs.Contains(key.Value)
            ? null
            : new(
                ErrorCodes.SshKeyNotFound,
                $"SSH key '{key.Value}' not found in {host.Region}",
                $"import it with: aws ec2 import-key-pair --region {host.Region} --key-name {key.Value} "
                    + "--public-key-material fileb://KEY.pub",
                key.Location,
                key.Path);

    private static IEnumerable<Problem?> GroupProblems(Ec2Host host, RegionCatalog catalog) =>
        catalog.VpcOf(host) is null || !catalog.Has(CatalogPart.Groups)
            ? []
            : host.SecurityGroups.Where(g => catalog.GroupOf(host, g.Value) is null).Select(g => At(
                g,
                $"security group '{g.Value}' does not exist in VPC {catalog.VpcOf(host)} of {host.Region}",
                "create it, or declare a firewall in environments"));

    private static Problem At(Setting<string> setting, string message, string? hint) =>
        new(ErrorCodes.ConfigInvalid, message, hint, setting.Location, setting.Path);

    private static string HostsText(string[] names) => names.Length switch
    {
        1 => $"host '{names[0]}'",
        2 or 3 => $"hosts {string.Join(", ", names.Select(n => $"'{n}'"))}",
        _ => string.Create(CultureInfo.InvariantCulture, $"host '{names[0]}' and {names.Length - 1} more"),
    };
}
