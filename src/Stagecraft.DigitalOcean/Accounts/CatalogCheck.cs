using Stagecraft.DigitalOcean.Api;
using Stagecraft.DigitalOcean.Settings;

namespace Stagecraft.DigitalOcean.Accounts;

/// <summary>Checks that region, size and image of the hosts to create are available. A mistake in a default is one problem, whatever the
/// number of hosts.</summary>
internal static class CatalogCheck
{
    // Above the number of regions.
    private const int MaxShown = 30;
    private const int MaxSizes = 10;

    public static IEnumerable<Problem> Check(IEnumerable<HostSettings> hosts, Catalog catalog) =>
        ConfigProblems.ByPlace(hosts
            .SelectMany(h => Check(h, catalog).Select(p => (Host: h.Name, Problem: p)))
            .GroupBy(p => (p.Problem.Message, p.Problem.Location, Path: p.Problem.Location is null ? p.Problem.Path : null))
            .Select(g => g.First().Problem with { Message = "invalid config: " + g.Key.Message + Hosts([.. g.Select(p => p.Host)]) }));

    /// <summary>Checks that a droplet can get the size of its host: it is available in the region of the droplet, and its disk is not
    /// smaller.</summary>
    public static IEnumerable<Problem> CheckResize(HostSettings host, Droplet droplet, Catalog catalog)
    {
        Size? size = catalog.Sizes?.GetValueOrDefault(host.Size);
        Problem? wrong = catalog.Sizes is { } sizes
            ? SizeProblem(host, size, catalog.Regions?.GetValueOrDefault(droplet.Region), sizes)
            : null;
        wrong ??= size is not null && size.Disk < droplet.Disk
            ? At(
                host.SizeSetting,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"droplet '{droplet.Name}' has a disk of {droplet.Disk} GB, but size '{size.Slug}' has {size.Disk} GB"),
                "a disk cannot shrink; choose a size with at least the same disk, or replace the host")
            : null;
        return wrong is null ? [] : [wrong with { Message = $"invalid config: {wrong.Message} (host '{host.Name}')" }];
    }

    private static IEnumerable<Problem> Check(HostSettings host, Catalog catalog)
    {
        Region? region = catalog.Regions?.GetValueOrDefault(host.Region);
        Size? size = catalog.Sizes?.GetValueOrDefault(host.Size);
        if (catalog.Regions is { } regions && RegionProblem(host, region, regions) is { } wrongRegion)
        {
            yield return wrongRegion;
        }

        if (catalog.Sizes is { } sizes && SizeProblem(host, size, region, sizes) is { } wrongSize)
        {
            yield return wrongSize;
        }

        if (catalog.Images.TryGetValue(host.Image, out Image? image) && ImageProblem(host, image, region, size) is { } wrongImage)
        {
            yield return wrongImage;
        }
    }

    private static Problem? RegionProblem(HostSettings host, Region? region, IReadOnlyDictionary<string, Region> regions)
    {
        string slug = host.Region;
        if (region is null)
        {
            return At(host.RegionSetting, $"region '{slug}' does not exist", Near(slug, regions.Keys));
        }

        return region.Available
            ? null
            : At(
                host.RegionSetting,
                $"region '{slug}' does not accept new droplets",
                Choice("open regions", regions.Values.Where(r => r.Available).Select(r => r.Slug)));
    }

    private static Problem? SizeProblem(HostSettings host, Size? size, Region? region, IReadOnlyDictionary<string, Size> sizes)
    {
        string slug = host.Size;
        if (size is null)
        {
            return At(host.SizeSetting, $"size '{slug}' does not exist", Near(slug, sizes.Keys) ?? Cheapest(sizes.Values, region));
        }

        if (!size.Available)
        {
            return At(host.SizeSetting, $"size '{slug}' is not available", Cheapest(sizes.Values, region));
        }

        return region is null || size.Regions.Contains(region.Slug)
            ? null
            : At(host.SizeSetting, $"size '{slug}' is not offered in region '{region.Slug}'", Choice("it is offered in", size.Regions));
    }

    private static Problem? ImageProblem(HostSettings host, Image? image, Region? region, Size? size)
    {
        string name = host.Image;
        if (image is null)
        {
            return At(host.ImageSetting, $"image '{name}' does not exist", HostKeys.ImageAdvice);
        }

        if (StatusProblem(image) is { } wrong)
        {
            return At(host.ImageSetting, $"image '{name}' {wrong}", "choose another image, or wait until it is available");
        }

        if (region is not null && !image.Regions.Contains(region.Slug))
        {
            string message = $"image '{name}' is not offered in region '{region.Slug}'";
            return At(host.ImageSetting, message, Choice("it is offered in", image.Regions));
        }

        return size is null || image.MinDiskSize is not { } disk || disk <= size.Disk
            ? null
            : At(
                host.ImageSetting,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"image '{name}' needs a disk of {disk} GB, but size '{size.Slug}' has {size.Disk} GB"),
                null);
    }

    private static string? Cheapest(IEnumerable<Size> sizes, Region? region)
    {
        Size[] offered =
        [
            .. sizes.Where(s => s.Available && (region is null || s.Regions.Contains(region.Slug)))
                .OrderBy(s => s.PriceMonthly).ThenBy(s => s.Slug, StringComparer.Ordinal),
        ];
        string place = region is null ? "" : $" in {region.Slug}";
        return offered.Length == 0 ? null
            : $"sizes{place}, cheapest first: {string.Join(", ", offered.Take(MaxSizes).Select(s => Excerpt.Of(s.Slug)))}"
                + (offered.Length > MaxSizes ? ", …" : "");
    }

    // An image that is retired can still be used.
    private static string? StatusProblem(Image image) => image.Status?.ToLowerInvariant() switch
    {
        "deleted" => "is deleted" + (TextSanitizer.OneLine(image.ErrorMessage ?? "").Trim() is { Length: > 0 } why ? $": {why}" : ""),
        "pending" or "new" => $"is not ready yet (status {Excerpt.Of(image.Status!)})",
        _ => null,
    };

    private static Problem At(Setting<string> setting, string message, string? hint) =>
        new(ErrorCodes.ConfigInvalid, message, hint, setting.Location, setting.Path);

    private static string? Near(string slug, IEnumerable<string> known) =>
        Suggestion.Nearest(slug, known) is { } near ? $"did you mean {Excerpt.Of(near)}?" : null;

    // Slugs come from the API and can have any characters.
    private static string? Choice(string lead, IEnumerable<string> slugs)
    {
        string[] all = [.. slugs.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        string shown = string.Join(", ", all.Take(MaxShown).Select(Excerpt.Of));
        return all.Length == 0 ? null : $"{lead}: {shown}{(all.Length > MaxShown ? ", …" : "")}";
    }

    private static string Hosts(string[] names) => names.Length switch
    {
        1 => $" (host '{names[0]}')",
        2 or 3 => $" (hosts {string.Join(", ", names.Select(n => $"'{n}'"))})",
        _ => string.Create(CultureInfo.InvariantCulture, $" (host '{names[0]}' and {names.Length - 1} more)"),
    };
}
