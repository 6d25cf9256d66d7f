using Stagecraft.DigitalOcean.Api;
using Stagecraft.DigitalOcean.Planning;
using Stagecraft.Errors;
using Stagecraft.Providers;

namespace Stagecraft.DigitalOcean.Reading;

/// <summary>Refuses droplets that come without tags: to a token that may not read tags, a full account looks like an empty one (spec 3.5).</summary>
internal static class TagPermission
{
    public static IReadOnlyList<Droplet> Demand(IReadOnlyList<Droplet> droplets) =>
        droplets.All(d => d.Tags is not null)
            ? droplets
            : throw new CloudProviderException(
                DigitalOceanProvider.ProviderId,
                new Problem(ErrorCodes.Forbidden, "the API does not show the tags of droplets to this token", ErrorHints.ReadTags));
}
